import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { createLog } from "../../platform/log.ts";
import { newAccount } from "../../../testing/server/accounts.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { startTcpProxy } from "../../../testing/server/tcp-proxy.ts";
import { createStartedDatabase } from "../../../testing/server/test-database.ts";
import { apiAs, newVisitor } from "../../../testing/server/visitor.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let sql: Sql;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  app = resources.use(
    await startTestApp({
      providerUrl: provider.url,
      config: { logLevel: "silent", trustedProxies: ["127.0.0.1"], rateLimits: true },
    }),
  );
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  await sql`
    insert into workflows (id, name, instructions, greeting, placeholder, starters, version)
    select 'wf_test', 'Test', instructions, greeting, placeholder, starters, 1 from workflows where id = 'wf_default'`;
}, 30_000);
afterAll(() => resources.disposeAsync());

let clients = 0;

/** A call from an address of its own. */
function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const address = `203.0.113.${++clients % 250}`;
  const own = { "x-forwarded-for": address, "content-type": "application/json" };
  return fetch(`${app.origin}${path}`, {
    method: "POST",
    headers: { ...own, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const create = (body: unknown = {}, headers: Record<string, string> = {}) =>
  post("/api/create-session", body, headers);

const cookieOf = (answer: Response) =>
  /chatkit_session_id=[^;]+/.exec(answer.headers.get("set-cookie") ?? "")?.[0] ?? "";

async function jsonOf(answer: Response | Promise<Response>): Promise<Record<string, unknown>> {
  const json: unknown = await (await answer).json();
  return { ...(typeof json === "object" ? json : {}) };
}

async function newToken(): Promise<string> {
  const { token } = await jsonOf(create());
  return String(token);
}

describe("POST /api/create-session", () => {
  test("the seed's integration test", async () => {
    const answer = await create({
      workflow: { id: "wf_test" },
      chatkit_configuration: { file_upload: { enabled: false } },
    });
    expect(answer.status).toBe(200);
    const session = await jsonOf(answer);
    expect(session["token"]).toMatch(/^ek_/);
    expect(session["session_id"]).toMatch(/^cksess_/);
    expect(session["client_secret"]).toBe(session["token"]);
    expect(session["workflow"]).toMatchObject({ id: "wf_test" });
    expect(session["user"]).toMatch(/^user_/);
    expect(session["expires_at"]).toBeNumber();
    expect(answer.headers.get("set-cookie")).toMatch(
      /^chatkit_session_id=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    );
    const api = apiAs(app.origin, String(session["token"]));
    expect((await api.workflows.get.query({ id: "wf_test" })).name).toBe("Test");
  });

  test("the cookie's guest comes back as the same user", async () => {
    const first = await create();
    const second = await create({}, { cookie: cookieOf(first) });
    expect((await jsonOf(second))["user"]).toBe((await jsonOf(first))["user"] ?? "");
    const stranger = await create({}, { cookie: "chatkit_session_id=made.up" });
    expect(stranger.status).toBe(200);
    expect(cookieOf(stranger)).not.toContain("made.up");
  });

  test("workflowId will do, and without either it is the default workflow", async () => {
    const named = await jsonOf(create({ workflowId: "wf_test" }));
    expect(named["workflow"]).toMatchObject({ id: "wf_test" });
    for (const body of ["", "{not json", "{}"])
      expect((await jsonOf(create(body)))["workflow"]).toMatchObject({ id: "wf_default" });
  });

  test("an unknown workflow and a body that does not fit are told", async () => {
    for (const id of ["wf_unknown", "nonsense", "wf_\u0000"]) {
      const answer = await create({ workflow: { id } });
      expect([answer.status, await answer.json()]).toEqual([400, { error: "Workflow not found" }]);
    }
    const misfit = await create({ chatkit_configuration: { file_upload: { max_files: 0 } } });
    expect(misfit.status).toBe(400);
    expect((await jsonOf(misfit))["error"]).toContain(
      "chatkit_configuration.file_upload.max_files",
    );
  });

  test("other methods are refused", async () => {
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await fetch(`${app.origin}/api/create-session`, { method });
      expect([answer.status, await answer.json()]).toEqual([405, { error: "Method Not Allowed" }]);
      expect(answer.headers.get("allow")).toBe("POST");
    }
    expect((await fetch(`${app.origin}/api/nothing`)).status).toBe(404);
  });

  test("five a minute, told in the seed's words", async () => {
    const cookie = cookieOf(await create());
    for (let i = 0; i < 5; i++) expect((await create({}, { cookie })).status).toBe(200);
    const refused = await create({}, { cookie });
    expect([refused.status, await refused.json()]).toEqual([
      429,
      { error: "Rate limit exceeded: 5 per 1 minute" },
    ]);
    expect(Number(refused.headers.get("retry-after"))).toBeWithin(1, 61);
    expect(refused.headers.get("ratelimit-policy")).toBe('"createSession";q=5;w=60');
  });

  test("without a cookie, five a minute from one address", async () => {
    const from = { "x-forwarded-for": "198.51.100.7" };
    for (let i = 0; i < 5; i++) expect((await create({}, from)).status).toBe(200);
    expect((await create({}, from)).status).toBe(429);
  });

  test("a token says whose session it is; a bad one is refused", async () => {
    const ann = await newVisitor(app.origin);
    const session = await jsonOf(create({}, { authorization: `Bearer ${ann.token}` }));
    expect(session["user"]).toBe(ann.user.id);
    const [header = "", , signature = ""] = ann.token.split(".");
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(`{"sub":"${ann.user.id}"}`)}.`;
    const forged = `${header}.${btoa('{"sub":""}')}.${signature}`;
    for (const bad of ["nonsense", unsigned, forged, await newToken()]) {
      const answer = await create({}, { authorization: `Bearer ${bad}` });
      expect([answer.status, await answer.json()]).toEqual([401, { error: "Invalid token" }]);
    }
  });

  test("an API key makes sessions for its owner, if it may", async () => {
    const owner = await newAccount({ origin: app.origin, sql }, "owner@example.org");
    const { secret } = await owner.api.apiKeys.create.mutate({ name: "all", scopes: ["chat"] });
    const session = await jsonOf(create({}, { authorization: `Bearer ${secret}` }));
    expect(session["user"]).toBe((await owner.api.auth.me.query()).id);
    const reader = await owner.api.apiKeys.create.mutate({ name: "read", scopes: ["read"] });
    const refused = await create({}, { authorization: `Bearer ${reader.secret}` });
    expect(refused.status).toBe(403);
  });

  test("where tokens are required, calls without one are refused", async () => {
    await using strict = await startTestApp({
      databaseUrl: app.databaseUrl,
      config: { role: "web", sessionsNeedToken: true },
    });
    const url = `${strict.origin}/api/create-session`;
    const answer = await fetch(url, { method: "POST" });
    expect([answer.status, await answer.json()]).toEqual([401, { error: "Unauthorized" }]);
    const { token } = await newVisitor(strict.origin);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(url, { method: "POST", headers })).status).toBe(200);
  });

  test("pages of other sites may not", async () => {
    expect((await create({}, { origin: "https://evil.example" })).status).toBe(403);
  });
});

describe("POST /api/messages", () => {
  const say = (body: object) => post("/api/messages", body);

  test("answers at once; a job has the model reply, and the thread has both", async () => {
    const session_token = await newToken();
    const answer = await say({ session_token, message: "[[gate]] hello" });
    expect(answer.status).toBe(202);
    const said = await jsonOf(answer);
    expect(said["status"]).toBe("processing");
    await provider.waitForRequest(1);
    const { thread_id } = said;
    const waiting = await say({ session_token, thread_id, message: "[[gate]] and then" });
    expect(await jsonOf(waiting)).toMatchObject({ status: "processing", generation_id: null });
    provider.push("first", 1);
    provider.release(1);
    await provider.waitForRequest(2);
    provider.push("second", 2);
    provider.release(2);
    const api = apiAs(app.origin, session_token);
    const threadId = String(thread_id);
    await untilIdle(api, threadId);
    const { messages } = await api.messages.list.query({ threadId });
    expect(messages.map(({ text }) => text)).toEqual([
      "[[gate]] hello",
      "first",
      "[[gate]] and then",
      "second",
    ]);
    expect(messages[0]?.id).toBe(String(said["message_id"]));
    expect(messages[1]?.generation?.id).toBe(String(said["generation_id"]));
  }, 20_000);

  test("goes on in a thread that is whole", async () => {
    const session_token = await newToken();
    const { thread_id } = await jsonOf(say({ session_token, message: "one" }));
    const api = apiAs(app.origin, session_token);
    const threadId = String(thread_id);
    await untilIdle(api, threadId);
    const { generation_id } = await jsonOf(say({ session_token, thread_id, message: "two" }));
    expect(generation_id).toMatch(/^gen_/);
    expect((await api.messages.list.query({ threadId })).messages).toHaveLength(4);
  });

  test("refuses bad tokens, empty messages, and threads that are not the user's", async () => {
    const bad = await say({ session_token: "ek_nobodys", message: "hello" });
    expect([bad.status, await bad.json()]).toEqual([401, { error: "Invalid token" }]);
    const session_token = await newToken();
    const empty = await say({ session_token, message: "  " });
    expect([empty.status, (await jsonOf(empty))["error"]]).toEqual([
      400,
      "Invalid input. message: empty",
    ]);
    const { thread_id } = await jsonOf(say({ session_token: await newToken(), message: "mine" }));
    for (const id of [thread_id, "cthr_unknown"])
      expect((await say({ session_token, thread_id: id, message: "yours?" })).status).toBe(404);
    expect((await post("/api/messages", "{not json")).status).toBe(400);
    const deep = `{"message":${"[".repeat(80)}${"]".repeat(80)}}`;
    expect((await post("/api/messages", deep)).status).toBe(413);
  });

  test("keeps to the session's own limit", async () => {
    const session_token = await newToken();
    const statuses: number[] = [];
    for (let i = 0; i < 11; i++) statuses.push((await say({ session_token, message: "x" })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
  });
});

describe("what all callers may read", () => {
  const config = (query: string, language = "sv, fr;q=0.5, es;q=0.8") =>
    jsonOf(fetch(`${app.origin}/api/config${query}`, { headers: { "accept-language": language } }));

  test("the first screen, in the language asked for, else the browser's, else English", async () => {
    const french = await config("?lang=fr-CA");
    expect(french).toMatchObject({ workflow_id: "wf_default", locale: "fr" });
    expect(french["starter_prompts"]).toBeArray();
    expect(french["greeting"]).not.toBe((await config("?lang=en"))["greeting"]);
    expect((await config(""))["locale"]).toBe("es");
    expect((await config("?lang=xx"))["locale"]).toBe("es");
    expect((await config("?lang=xx", "sv"))["locale"]).toBe("en");
    expect((await config("?workflow_id=wf_test"))["workflow_id"]).toBe("wf_test");
    for (const id of ["wf_no", "wf_%00"])
      expect((await fetch(`${app.origin}/api/config?workflow_id=${id}`)).status).toBe(404);
  });

  test("nothing of a workflow that is for some alone", async () => {
    await sql`
      insert into workflows (id, name, instructions, greeting, placeholder, starters, version, settings)
      select 'wf_inner', name, instructions, greeting, placeholder, starters, 1, settings || '{"access":"admins"}'
      from workflows where id = 'wf_default'`;
    expect((await fetch(`${app.origin}/api/config?workflow_id=wf_inner`)).status).toBe(404);
  });

  test("whether this node is healthy", async () => {
    const answer = await fetch(`${app.origin}/api/health`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: "healthy", workflow_id: "wf_default" });
  });

  test("that a node is not healthy whose database does not answer", async () => {
    await using database = await createStartedDatabase();
    await using proxy = await startTcpProxy(`http://${new URL(database.url).host}`);
    const through = new URL(database.url);
    through.host = new URL(proxy.url).host;
    await using node = await startTestApp({
      databaseUrl: through.href,
      config: { role: "web" },
      log: createLog("silent"),
    });
    proxy.stall();
    const answer = await fetch(`${node.origin}/api/health`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: "unhealthy", error: "database not available" });
    proxy.mend();
  }, 20_000);
});
