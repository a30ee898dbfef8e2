import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { untilRefused } from "../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend } from "../../../testing/server/visitor.ts";
import { untilRow, untilTrue } from "../../../testing/until.ts";

// OWASP ASVS 5.0, 7.4 (ending sessions): what an account's programs have let in ends with the account.

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let sql: Sql;
let admin: Browser;

beforeAll(async () => {
  provider = resources.use(await startMockProvider({ scenario: "gate" }));
  app = resources.use(
    await startTestApp({ providerUrl: provider.url, config: { logLevel: "silent" } }),
  );
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  admin = await newAccount({ origin: app.origin, sql }, "admin@example.org");
}, 30_000);
afterAll(() => resources.disposeAsync());

/** An owner with a named user whose n-th reply is in progress, with one more message queued. */
async function newOwner(name: string, n: number) {
  const owner = await newAccount({ origin: app.origin, sql }, `${name}@example.org`);
  const { secret: key } = await owner.api.apiKeys.create.mutate({ name, scopes: ["chat"] });
  const answer = await fetch(`${app.origin}/v1/chatkit/sessions`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify({ user: name, workflow: { id: "wf_default" } }),
  });
  const session: { client_secret: string; id: string } = await answer.json();
  const secret = session.client_secret;
  const api = apiAs(app.origin, secret);
  const { thread, reply } = await api.messages.send.mutate(newSend());
  const queued = newSend({ threadId: thread.id, parentId: reply.id });
  await api.messages.queue.mutate({ ...queued, parentId: reply.id });
  await provider.waitForRequest(n);
  return { owner, secret, api, thread, generationId: reply.generation?.id ?? "" };
}

const say = (secret: string) =>
  fetch(`${app.origin}/api/messages`, {
    method: "POST",
    body: JSON.stringify({ session_token: secret, message: "still here?" }),
  });

test("end with their owner's account when it is disabled: secrets, sockets, replies, what waits", async () => {
  const { owner, secret } = await newOwner("shut", 1);
  const { id: userId } = await owner.api.auth.me.query();
  using socket = await openRawSocket(app.origin, { token: secret });
  await admin.api.admin.users.disable.mutate({ userId });
  await Promise.all([untilRefused(socket), provider.waitForDisconnect(1)]);
  expect((await say(secret)).status).toBe(401);
  expect(provider.requests.filter(({ kind }) => kind === "reply")).toHaveLength(1);
  await admin.api.admin.users.enable.mutate({ userId });
  await untilTrue("an accepted message", async () => (await say(secret)).status === 202);
  await provider.waitForRequest(2);
});

test("go with their owner's account when it is deleted, and leave nothing of what was said", async () => {
  const { owner, secret, generationId, thread } = await newOwner("gone", 3);
  provider.push("secret words", 3);
  const logged = () => sql`select 1 from chunks where generation_id = ${generationId}`;
  await untilRow("a chunk", logged);
  using socket = await openRawSocket(app.origin, { token: secret });
  await owner.api.account.delete.mutate({ password: goodPassword });
  await Promise.all([untilRefused(socket), provider.waitForDisconnect(3)]);
  expect((await say(secret)).status).toBe(401);
  expect(await logged()).toHaveLength(0);
  expect(await sql`select 1 from messages where thread_id = ${thread.id}`).toHaveLength(0);
});
