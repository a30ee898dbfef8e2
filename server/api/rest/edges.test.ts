import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type SdkStage, startSdkStage } from "../../../testing/server/official-sdk.ts";

let stage: SdkStage;
let key: string;
beforeAll(async () => {
  stage = await startSdkStage();
  key = stage.ai.apiKey ?? "";
}, 30_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

interface Call {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A call with the owner's key, or with whatever else its headers say. */
function call(method: string, path: string, { body, headers }: Call = {}) {
  return fetch(`${stage.app.origin}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function jsonOf(answer: Promise<Response>): Promise<Record<string, unknown>> {
  const json: unknown = await (await answer).json();
  return { ...(typeof json === "object" ? json : {}) };
}

const create = (change: object = {}) =>
  call("POST", "/v1/chatkit/sessions", {
    body: { user: "edges", workflow: { id: "wf_default" }, ...change },
  });

describe("text that the database does not hold", () => {
  test("is told in bodies, and changes no name", async () => {
    for (const user of ["a\u0000b", "a\ud800b"]) {
      const answer = await create({ user });
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { error: { param: "user" } },
      ]);
    }
    const { user } = await stage.newSession("Zoë 🦊 日本");
    expect(user).toBe("Zoë 🦊 日本");
  });

  test("is no fault in paths and queries", async () => {
    const threads = "/v1/chatkit/threads";
    const calls: [string, string, number][] = [
      ["GET", `${threads}/%00`, 404],
      ["GET", `${threads}/%00/items`, 404],
      ["DELETE", `${threads}/%00`, 404],
      ["POST", "/v1/chatkit/sessions/%00/cancel", 404],
      ["GET", `${threads}?user=%00`, 400],
      ["GET", `${threads}?after=%00`, 422],
      ["GET", `${threads}?before=%00`, 422],
      ["GET", "/api/config?workflow_id=%00", 404],
    ];
    for (const [method, path, status] of calls)
      expect([path, (await call(method, path)).status]).toEqual([path, status]);
    const named = await call("POST", "/api/create-session", { body: { workflowId: "\u0000" } });
    expect(named.status).toBe(400);
    const { token: session_token } = await jsonOf(call("POST", "/api/create-session"));
    const body = { session_token, message: "hello", thread_id: "\u0000" };
    expect((await call("POST", "/api/messages", { body })).status).toBe(404);
  });
});

test("a limit is a whole number, or it is told", async () => {
  for (const limit of ["", "%20", "1.5", "-1", "0x10", "1e1", "101", "1&limit=2"])
    expect((await call("GET", `/v1/chatkit/threads?limit=${limit}`)).status).toBe(400);
  for (const limit of ["0", "7", "100"])
    expect((await call("GET", `/v1/chatkit/threads?limit=${limit}`)).status).toBe(200);
});

test("responses are not cached on their way", async () => {
  const answers = [
    create({ user: "kept" }),
    call("POST", "/api/create-session"),
    call("GET", "/v1/chatkit/threads"),
    call("GET", "/v1/nothing"),
  ];
  for (const answer of await Promise.all(answers))
    expect(answer.headers.get("cache-control")).toBe("no-store");
});

test("pages of other sites are refused in the form of what they call, but may link to documents", async () => {
  const elsewhere = { headers: { origin: "https://evil.example" } };
  const hosted = await call("GET", "/v1/chatkit/threads", elsewhere);
  expect([hosted.status, await hosted.json()]).toMatchObject([
    403,
    { error: { type: "invalid_request_error", code: "forbidden" } },
  ]);
  const plain = await call("POST", "/api/create-session", elsewhere);
  expect([plain.status, await plain.json()]).toEqual([
    403,
    { error: "This origin is not allowed." },
  ]);
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  for (const path of ["/docs/api", "/openapi.json"])
    expect((await call("GET", path, { headers })).status).toBe(200);
});

test("a guest who named no workflow of this server comes back as the same", async () => {
  const url = `${stage.app.origin}/api/create-session`;
  const guests = async () => Number((await stage.sql`select count(*) from users`)[0]?.["count"]);
  const refused = await fetch(url, { method: "POST", body: '{"workflowId":"wf_no"}' });
  expect(refused.status).toBe(400);
  const [cookie = ""] = refused.headers.getSetCookie();
  const before = await guests();
  const headers = { cookie: cookie.split(";")[0] ?? "" };
  expect((await fetch(url, { method: "POST", headers })).status).toBe(200);
  expect(await guests()).toBe(before);
});

test("a session that a key made for its owner is cancelled by it", async () => {
  const id = String((await jsonOf(call("POST", "/api/create-session")))["session_id"]);
  const cancelled = await stage.ai.beta.chatkit.sessions.cancel(id);
  expect(cancelled).toMatchObject({ id, status: "cancelled" });
});
