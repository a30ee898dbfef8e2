import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { NotFoundError, UnprocessableEntityError } from "openai";
import { newAccount } from "../../../testing/server/accounts.ts";
import { errorOf, type SdkStage, startSdkStage } from "../../../testing/server/official-sdk.ts";
import { newId } from "../../../shared/ids.ts";
import { apiAs, refusalOf } from "../../../testing/server/visitor.ts";
import { untilUnauthenticated } from "../../../testing/server/procedures.ts";

let stage: SdkStage;
beforeAll(async () => {
  stage = await startSdkStage();
}, 30_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

const sessions = () => stage.ai.beta.chatkit.sessions;
const threads = () => stage.ai.beta.chatkit.threads;

describe("sessions", () => {
  test("create gives every field, with the hosted API's defaults", async () => {
    const before = Math.floor(Date.now() / 1_000);
    const { id, client_secret, expires_at, ...session } = await stage.newSession("plain");
    expect(id).toMatch(/^cksess_/);
    expect(client_secret).toMatch(/^ek_/);
    expect(expires_at - before).toBeWithin(598, 603);
    expect(session).toEqual({
      object: "chatkit.session",
      user: "plain",
      status: "active",
      max_requests_per_1_minute: 10,
      rate_limits: { max_requests_per_1_minute: 10 },
      workflow: {
        id: "wf_default",
        version: null,
        state_variables: null,
        tracing: { enabled: true },
      },
      chatkit_configuration: {
        automatic_thread_titling: { enabled: true },
        file_upload: { enabled: false, max_file_size: 512, max_files: 10 },
        history: { enabled: true, recent_threads: null },
      },
    } as never);
  });

  test("create takes everything that may be told, and says it back", async () => {
    const session = await sessions().create({
      user: "particular",
      workflow: {
        id: "wf_default",
        version: "1",
        tracing: { enabled: false },
        state_variables: { name: "Ada", level: 3, pro: true },
      },
      expires_after: { anchor: "created_at", seconds: 60 },
      rate_limits: { max_requests_per_1_minute: 3 },
      chatkit_configuration: {
        automatic_thread_titling: { enabled: false },
        file_upload: { enabled: true, max_file_size: 4, max_files: 2 },
        history: { enabled: false, recent_threads: 5 },
      },
    });
    expect(session.expires_at - Date.now() / 1_000).toBeWithin(50, 62);
    expect(session.max_requests_per_1_minute).toBe(3);
    expect(session.workflow).toEqual({
      id: "wf_default",
      version: "1",
      tracing: { enabled: false },
      state_variables: { name: "Ada", level: 3, pro: true },
    });
    expect(session.chatkit_configuration).toEqual({
      automatic_thread_titling: { enabled: false },
      file_upload: { enabled: true, max_file_size: 4, max_files: 2 },
      history: { enabled: false, recent_threads: 5 },
    });
    // The typed API, opened with the client secret, returns it too.
    const { workflows } = apiAs(stage.app.origin, session.client_secret);
    expect(await workflows.get.query({ id: "wf_default" })).toMatchObject({
      fileUpload: { enabled: true, maxFileSize: 4, maxFiles: 2 },
      history: { enabled: false, recentThreads: 5 },
    });
  });

  test("the client secret opens the typed API as that user, and a cancelled one nothing", async () => {
    const { id, client_secret: secret } = await stage.newSession("leaving");
    const api = apiAs(stage.app.origin, secret);
    expect((await api.threads.list.query({})).threads).toEqual([]);
    const cancelled = await sessions().cancel(id);
    expect(cancelled).toMatchObject({
      id,
      status: "cancelled",
      user: "leaving",
      client_secret: "",
    });
    await expect(apiAs(stage.app.origin, secret).threads.list.query({})).rejects.toThrow(
      "Sign in first",
    );
    expect(await errorOf(sessions().cancel("cksess_unknown"))).toBeInstanceOf(NotFoundError);
  });

  test("end with the API key that made them", async () => {
    const { apiKeys } = stage.owner.api;
    const { id, secret } = await apiKeys.create.mutate({ name: "short-lived", scopes: ["chat"] });
    const bearer = { authorization: `Bearer ${secret}` };
    const hosted = await stage
      .sdk(secret)
      .beta.chatkit.sessions.create({ user: "keyed", workflow: { id: "wf_default" } });
    const own = await fetch(`${stage.app.origin}/api/create-session`, {
      method: "POST",
      headers: bearer,
    });
    const secrets = [hosted.client_secret, (await own.json()).token];
    const call = (token: string) => apiAs(stage.app.origin, token).auth.me.query();
    for (const token of secrets) expect((await call(token)).id).toStartWith("user_");
    await apiKeys.revoke.mutate({ id });
    for (const token of secrets) await untilUnauthenticated(() => call(token));
    expect(await errorOf(stage.sdk(secret).beta.chatkit.threads.list())).toMatchObject({
      status: 401,
    });
  });
});

describe("threads", () => {
  test("are listed page by page, forwards and backwards, by user and by order", async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.push(await stage.newThread("lister"));
    const newestFirst = made.toReversed();
    const seen: string[] = [];
    for await (const thread of threads().list({ user: "lister", limit: 2 })) seen.push(thread.id);
    expect(seen).toEqual(newestFirst);
    const asc = await threads().list({ user: "lister", order: "asc", limit: 3 });
    expect(asc.data.map(({ id }) => id)).toEqual(made.slice(0, 3));
    expect(asc).toMatchObject({ has_more: true, last_id: made[2] });
    const before = await threads().list({ user: "lister", limit: 2, before: newestFirst[3] ?? "" });
    expect(before.data.map(({ id }) => id)).toEqual(newestFirst.slice(1, 3));
    expect(before.has_more).toBe(true);
    const none = await threads().list({ user: "lister", limit: 0 });
    expect(none).toMatchObject({ data: [], has_more: true });
    const everyone = await threads().list({ limit: 100 });
    expect(everyone.data.length).toBeGreaterThanOrEqual(5);
  }, 20_000);

  test("that their user has moved to the trash look missing, and can be deleted", async () => {
    const { client_secret } = await stage.newSession("tidy");
    const named = apiAs(stage.app.origin, client_secret);
    const { id } = await named.threads.create.mutate({ id: newId("thread") });
    await named.threads.trash.mutate({ threadIds: [id] });
    expect((await threads().list({ user: "tidy" })).data).toEqual([]);
    expect(await errorOf(threads().retrieve(id))).toBeInstanceOf(NotFoundError);
    expect((await threads().delete(id)).deleted).toBe(true);
    const restored = named.threads.restore.mutate({ threadIds: [id] });
    expect((await refusalOf(restored)).code).toBe("not_found");
  });

  test("are read and deleted, with what is in them", async () => {
    const id = await stage.newThread("reader");
    const thread = await threads().retrieve(id);
    expect(thread).toMatchObject({ id, object: "chatkit.thread", user: "reader" });
    expect(thread.status).toEqual({ type: "active" });
    expect(Math.abs(thread.created_at - Date.now() / 1_000)).toBeLessThan(30);
    expect(await threads().delete(id)).toEqual({
      id,
      object: "chatkit.thread.deleted",
      deleted: true,
    });
    expect(await errorOf(threads().retrieve(id))).toBeInstanceOf(NotFoundError);
    expect(await errorOf(threads().delete(id))).toBeInstanceOf(NotFoundError);
    const left = await stage.sql`select 1 from messages where thread_id = ${id}`;
    expect(left).toHaveLength(0);
  });

  test("items are the conversation, page by page in both orders", async () => {
    const id = await stage.newThread("talker", ["one", "two", "three"]);
    const items = [];
    for await (const item of threads().listItems(id, { limit: 4, order: "asc" })) items.push(item);
    expect(items.map(({ type }) => type)).toEqual(
      Array.from({ length: 3 }, () => [
        "chatkit.user_message",
        "chatkit.assistant_message",
      ]).flat() as never,
    );
    expect(items[0]).toMatchObject({
      object: "chatkit.thread_item",
      thread_id: id,
      attachments: [],
      inference_options: null,
      content: [{ type: "input_text", text: "one" }],
    });
    expect(items[1]).toMatchObject({ content: [{ type: "output_text", annotations: [] }] });
    const ids = items.map((item) => item.id);
    const last = await threads().listItems(id, { limit: 2 });
    expect(last.data.map((item) => item.id)).toEqual(ids.toReversed().slice(0, 2));
    const before = await threads().listItems(id, { limit: 1, before: ids[0] ?? "" });
    expect(before.data.map((item) => item.id)).toEqual([ids[1] ?? ""]);
    expect(await errorOf(threads().listItems(id, { after: "msg_unknown" }))).toBeInstanceOf(
      UnprocessableEntityError,
    );
  }, 20_000);

  test("a page of long items ends before its limit, and the pages have all of them", async () => {
    const id = await stage.newThread("novelist", ["one", "two", "three"]);
    await stage.sql`update messages set text = repeat('x', 1900000) where thread_id = ${id}`;
    const first = await threads().listItems(id, { limit: 100, order: "asc" });
    expect(first.data).toHaveLength(3);
    expect(first.has_more).toBe(true);
    const seen = [];
    for await (const item of threads().listItems(id, { limit: 100 })) seen.push(item.id);
    expect(new Set(seen).size).toBe(6);
    expect(seen.slice(3).toReversed()).toEqual(first.data.map((item) => item.id));
  }, 20_000);

  test("of another account are not there", async () => {
    const id = await stage.newThread("private");
    const other = await newAccount({ ...stage, origin: stage.app.origin }, "other@example.org");
    const theirs = (await stage.sdkOf(other, ["chat"])).beta.chatkit;
    expect(await errorOf(theirs.threads.retrieve(id))).toBeInstanceOf(NotFoundError);
    expect(await errorOf(theirs.threads.delete(id))).toBeInstanceOf(NotFoundError);
    expect(await errorOf(theirs.threads.listItems(id))).toBeInstanceOf(NotFoundError);
    expect((await theirs.threads.list({ user: "private" })).data).toEqual([]);
    const { id: session } = await stage.newSession("private");
    expect(await errorOf(theirs.sessions.cancel(session))).toBeInstanceOf(NotFoundError);
  });
});
