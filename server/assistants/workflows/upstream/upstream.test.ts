import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { WorkflowDefinition } from "../../../../shared/workflow.ts";
import type { App } from "../../../app/app.ts";
import { newAdmin } from "../../../../testing/server/accounts.ts";
import type { Browser } from "../../../../testing/server/browser.ts";
import { createTestDatabase } from "../../../../testing/server/test-database.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { newVisitor, refusalOf, type Visitor } from "../../../../testing/server/visitor.ts";
import { defaultWorkflow } from "../default-workflow.ts";
import {
  startTestUpstream,
  type TestUpstream,
} from "../../../../testing/server/upstream-server.ts";

// Three nodes on one database, and a real HTTP server that has workflows.
const resources = new AsyncDisposableStack();
let hosted: TestUpstream;
const apps: App[] = [];
let sql: Sql;
let visitors: Visitor[];
let admin: Browser;

beforeAll(async () => {
  hosted = resources.use(startTestUpstream());
  const { url: databaseUrl } = resources.use(await createTestDatabase());
  const upstream = { baseUrl: hosted.url, apiKey: "key-of-the-upstream" };
  const start = () => startTestApp({ databaseUrl, config: { logLevel: "silent", upstream } });
  for (let i = 0; i < 3; i++) apps.push(resources.use(await start()));
  sql = postgres(databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  visitors = await Promise.all(apps.map(({ origin }) => newVisitor(origin)));
  admin = await newAdmin({ origin: at(0).origin, sql });
}, 30_000);
afterAll(() => resources.disposeAsync());
afterEach(() => hosted.reset());

function ofNode<T>(all: readonly T[], i: number): T {
  const found = all[i];
  if (!found) throw new Error("no such node");
  return found;
}
const at = (i: number) => ofNode(apps, i);
const visitorAt = (i: number) => ofNode(visitors, i);

const hostedWorkflow = (change: Partial<WorkflowDefinition> = {}) => ({
  ...defaultWorkflow,
  name: "Hosted",
  instructions: "From afar.",
  model: "far",
  ...change,
});

/** What was cached looks as if it had been read so much earlier, and no node has it in memory. */
async function age(id: string, interval: string): Promise<void> {
  await sql`
    update cache_entries set fresh_until = fresh_until - ${interval}::interval,
      stale_until = stale_until - ${interval}::interval, lease_until = lease_until - ${interval}::interval
    where key = ${id}`;
  await sql.notify("chatkit_cache", `workflow|aged|${id}`);
}

/** What a call ends with, once that is what is wanted: what was aged is in memory until its notice is heard. */
async function untilEnds(call: () => Promise<unknown>, wanted: string): Promise<void> {
  for (let ended = ""; ended !== wanted;)
    ended = await call().then(
      () => "ok",
      async (error: unknown) => (await refusalOf(Promise.reject(error))).code,
    );
}

async function metric(name: string): Promise<number> {
  const texts = await Promise.all(
    apps.map(async ({ origin }) => (await fetch(`${origin}/metrics`)).text()),
  );
  return texts.reduce((sum, text) => {
    const line = text.split("\n").find((each) => each.startsWith(`${name} `));
    return sum + Number(line?.split(" ").at(-1) ?? 0);
  }, 0);
}

const staleAfterError = 'chatkit_cache_stale_total{kind="workflow",reason="error"}';

test("a hundred who ask at once on three nodes make one call, and get the workflow", async () => {
  hosted.put("wf_far", hostedWorkflow());
  const asking = visitors.flatMap(({ api }) =>
    Array.from({ length: 34 }, () => api.workflows.get.query({ id: "wf_far" })),
  );
  const found = await Promise.all(asking);
  expect(new Set(found.map(({ name, version }) => `${name} ${version}`))).toEqual(
    new Set(["Hosted 1"]),
  );
  expect(hosted.asked("wf_far")).toBe(1);
  expect(hosted.lastHeaders().get("authorization")).toBe("Bearer key-of-the-upstream");
  const [row] = await sql<{ kind: string; hours: number }[]>`
    select kind, round(extract(epoch from fresh_until - stored_at))::int as hours
    from cache_entries where key = 'wf_far' and kind = 'workflow'`;
  expect(row).toEqual({ kind: "workflow", hours: 3_600 });
}, 30_000);

test("chat sessions are made with it, and remember the version they began with", async () => {
  hosted.put("wf_session", hostedWorkflow());
  const sessions = await Promise.all(
    visitors.map(({ api }) => api.sessions.create.mutate({ workflowId: "wf_session" })),
  );
  expect(sessions.map(({ workflowId }) => workflowId)).toEqual(Array(3).fill("wf_session"));
  expect(hosted.asked("wf_session")).toBe(1);
  hosted.put("wf_session", hostedWorkflow({ name: "Hosted anew" }));
  await age("wf_session", "2 hours");
  await visitorAt(0).api.sessions.create.mutate({ workflowId: "wf_session" });
  const nameAt = async (i: number) =>
    (await visitorAt(i).api.workflows.get.query({ id: "wf_session" })).name;
  while ((await nameAt(0)) !== "Hosted anew" || (await nameAt(1)) !== "Hosted anew");
  expect(hosted.asked("wf_session")).toBe(2);
  const versions = await sql`
    select workflow_version as version from chat_sessions where workflow_id = 'wf_session' and user_id = ${visitorAt(1).user.id}`;
  expect([...versions]).toEqual([{ version: 1 }]);
});

test("the routes for programs read it too, and ask for nothing that no workflow is called", async () => {
  hosted.put("wf_routes", hostedWorkflow());
  const config = await fetch(`${at(2).origin}/api/config?workflow_id=wf_routes&lang=fr`);
  expect(await config.json()).toMatchObject({ name: "Hosted", locale: "fr" });
  const create = (id: string) =>
    fetch(`${at(1).origin}/api/create-session`, {
      method: "POST",
      body: JSON.stringify({ workflow: { id } }),
    });
  expect((await create("wf_routes")).status).toBe(200);
  expect(hosted.asked("wf_routes")).toBe(1);
  hosted.put("wf_files", hostedWorkflow());
  const headers = { authorization: `Bearer ${visitorAt(1).token}` };
  const body = JSON.stringify({ name: "a.txt", size: 1, workflow_id: "wf_files" });
  const file = await fetch(`${at(1).origin}/api/attachments`, { method: "POST", headers, body });
  expect(file.status).toBe(201);
  expect((await create("nonsense")).status).toBe(400);
  expect(hosted.asked("nonsense")).toBe(0);
});

test("what is not there is asked for once a minute", async () => {
  const codes = await Promise.all(
    visitors.flatMap(({ api }) =>
      Array.from(
        { length: 10 },
        async () =>
          (await refusalOf(api.sessions.create.mutate({ workflowId: "wf_nowhere" }))).code,
      ),
    ),
  );
  expect(new Set(codes)).toEqual(new Set(["not_found"]));
  expect(hosted.asked("wf_nowhere")).toBe(1);
  hosted.put("wf_nowhere", hostedWorkflow());
  await age("wf_nowhere", "61 seconds");
  await untilEnds(() => visitorAt(2).api.workflows.get.query({ id: "wf_nowhere" }), "ok");
});

test("while the other server is down, what was read last answers, and is counted", async () => {
  hosted.put("wf_down", hostedWorkflow());
  await visitorAt(0).api.workflows.get.query({ id: "wf_down" });
  hosted.failWith(503);
  await age("wf_down", "2 hours");
  const before = await metric(staleAfterError);
  while ((await metric(staleAfterError)) === before)
    expect(await visitorAt(1).api.workflows.get.query({ id: "wf_down" })).toMatchObject({
      name: "Hosted",
    });
  await age("wf_down", "3 days");
  await sql`delete from cache_entries where key = 'wf_down'`;
  expect(await visitorAt(1).api.sessions.create.mutate({ workflowId: "wf_down" })).toMatchObject({
    workflowId: "wf_down",
  });
});

test("while the other server is down, what is not here is refused as unavailable", async () => {
  hosted.failWith(500);
  const refused = await refusalOf(visitorAt(0).api.workflows.get.query({ id: "wf_unseen" }));
  expect(refused).toMatchObject({ code: "unavailable", status: 503 });
  expect(refused.retryAfterMs).toBeGreaterThan(0);
});

test("answers that are no workflow are refused, and never stored", async () => {
  const whole = hostedWorkflow();
  const answers: [string, unknown][] = [
    ["wf_bad1", "not JSON"],
    ["wf_bad2", []],
    ["wf_bad3", { ...whole, id: "wf_other" }],
    ["wf_bad4", { id: "wf_bad4" }],
    ["wf_bad5", { ...whole, id: "wf_bad5", temperature: 9 }],
    ["wf_bad6", { ...whole, id: "wf_bad6", name: " " }],
    ["wf_bad7", { ...whole, id: "wf_bad7", instructions: "x".repeat(2_000_000) }],
    ["wf_bad8", null],
  ];
  for (const [id, answer] of answers) {
    hosted.answer(id, answer);
    const { code } = await refusalOf(visitorAt(0).api.workflows.get.query({ id }));
    expect([id, code]).toEqual([id, "unavailable"]);
  }
  expect(await sql`select 1 from workflows where id like 'wf_bad%'`).toHaveLength(0);
  expect(
    await sql`select 1 from cache_entries where key like 'wf_bad%' and version is not null`,
  ).toHaveLength(0);
});

test("a workflow may come as a file, or leave out what the default has", async () => {
  hosted.answer("wf_file", {
    format: "chatkit.workflow",
    formatVersion: 1,
    id: "wf_file",
    definition: hostedWorkflow({ name: "As a file" }),
  });
  hosted.answer("wf_short", { id: "wf_short", object: "workflow", name: "Short" });
  const { api } = visitorAt(0);
  expect(await api.workflows.get.query({ id: "wf_file" })).toMatchObject({ name: "As a file" });
  expect(await api.workflows.get.query({ id: "wf_short" })).toMatchObject({
    name: "Short",
    greeting: defaultWorkflow.greeting,
  });
});

test("one that is made here is never overridden, nor one that an admin has published here", async () => {
  const { workflows } = admin.api.admin;
  await workflows.create.mutate({ id: "wf_ours", definition: hostedWorkflow({ name: "Ours" }) });
  hosted.put("wf_ours", hostedWorkflow({ name: "Theirs" }));
  const seen = async () =>
    (await refusalOf(visitorAt(1).api.workflows.get.query({ id: "wf_ours" }))).code;
  expect(await seen()).toBe("not_found");
  await workflows.publish.mutate({ id: "wf_ours", draftRevision: 1 });
  expect(await visitorAt(1).api.workflows.get.query({ id: "wf_ours" })).toMatchObject({
    name: "Ours",
  });
  expect(hosted.asked("wf_ours")).toBe(0);
  hosted.put("wf_taken", hostedWorkflow());
  await visitorAt(0).api.workflows.get.query({ id: "wf_taken" });
  const { definition, draftRevision, upstream } = await workflows.get.query({ id: "wf_taken" });
  expect(upstream).toBe("found");
  const saved = await workflows.saveDraft.mutate({
    id: "wf_taken",
    draftRevision,
    definition: { ...definition, name: "Ours now" },
  });
  await workflows.publish.mutate({ id: "wf_taken", ...saved });
  expect((await workflows.get.query({ id: "wf_taken" })).upstream).toBeNull();
  await age("wf_taken", "2 days");
  expect(await visitorAt(2).api.workflows.get.query({ id: "wf_taken" })).toMatchObject({
    name: "Ours now",
  });
  expect(hosted.asked("wf_taken")).toBe(1);
});

test("one that the other server has no more begins nothing, until it is there again", async () => {
  hosted.put("wf_gone", hostedWorkflow());
  const { api } = visitorAt(0);
  await api.workflows.get.query({ id: "wf_gone" });
  hosted.answer("wf_gone", undefined);
  await age("wf_gone", "2 days");
  await untilEnds(() => api.sessions.create.mutate({ workflowId: "wf_gone" }), "not_found");
  expect((await api.workflows.list.query()).map(({ id }) => id)).not.toContain("wf_gone");
  hosted.put("wf_gone", hostedWorkflow());
  await age("wf_gone", "2 days");
  await untilEnds(() => api.workflows.get.query({ id: "wf_gone" }), "ok");
  expect(await api.workflows.get.query({ id: "wf_gone" })).toMatchObject({ version: 1 });
});

test("a caller who requests many unknown ones is rate-limited", async () => {
  const { url: databaseUrl } = resources.use(await createTestDatabase());
  const config = {
    logLevel: "silent",
    rateLimits: true,
    upstream: { baseUrl: hosted.url, apiKey: null },
  } as const;
  await using app = await startTestApp({ databaseUrl, config });
  const { api } = await newVisitor(app.origin);
  const codes: string[] = [];
  for (let i = 0; i < 31; i++)
    codes.push((await refusalOf(api.workflows.get.query({ id: `wf_guess${i}` }))).code);
  expect(codes).toEqual([...Array(30).fill("not_found"), "rate_limited"]);
  expect(hosted.lastHeaders().has("authorization")).toBe(false);
}, 30_000);

test("the default workflow may be another server's; one of this server stands in until it answers", async () => {
  const { url: databaseUrl } = resources.use(await createTestDatabase());
  const config = {
    logLevel: "silent",
    defaultWorkflowId: "wf_far_default",
    upstream: { baseUrl: hosted.url, apiKey: null },
  } as const;
  hosted.failWith(503);
  await using app = await startTestApp({ databaseUrl, config });
  const { api } = await newVisitor(app.origin);
  expect(await api.workflows.get.query({})).toMatchObject({ name: "ChatKit", version: 1 });
  hosted.reset();
  hosted.put("wf_far_default", hostedWorkflow());
  const own = postgres(databaseUrl, { max: 1 });
  await own`update cache_entries set lease_until = now()`;
  await own.end();
  expect(await api.workflows.get.query({})).toMatchObject({ name: "Hosted", version: 2 });
  const asked = hosted.asked("wf_far_default");
  await (await startTestApp({ databaseUrl, config }))[Symbol.asyncDispose]();
  expect(hosted.asked("wf_far_default")).toBe(asked);
}, 30_000);
