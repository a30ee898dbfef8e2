import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { newAccount } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { untilRefused } from "../../../testing/server/procedures.ts";
import { openRawSocket, type RawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { present } from "../../../testing/present.ts";
import { untilTrue } from "../../../testing/until.ts";

// OWASP ASVS 5.0, 8.2 and 8.3 (authorization), 7.4.5 (ending sessions); CVE-2026-44553 of another
// product: the role was looked up when a socket connected, and never again.

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let other: App;
let sql: Sql;
let ann: Browser;

beforeAll(async () => {
  provider = resources.use(await startMockProvider({ scenario: "gate" }));
  const node = { providerUrl: provider.url, config: { logLevel: "silent" } } as const;
  app = resources.use(await startTestApp(node));
  other = resources.use(
    await startTestApp({
      ...node,
      databaseUrl: app.databaseUrl,
      config: { role: "web", logLevel: "silent" },
    }),
  );
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  ann = await account("ann@example.org");
});
afterAll(() => resources.disposeAsync());

const account = (email: string) => newAccount({ origin: app.origin, sql }, email);
const idOf = async ({ api }: Browser) => (await api.auth.me.query()).id;
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

async function call(socket: RawSocket, id: number, path: string) {
  socket.send({ id, method: "query", params: { path, input: {} } });
  const answer = await socket.next((each) => each.id === id);
  return answer.error?.data["appCode"] ?? "ok";
}

test("admin procedures are closed to other users", async () => {
  const bob = await account("bob@example.org");
  const guest = await newVisitor(app.origin);
  const userId = await idOf(ann);
  for (const api of [bob.api, guest.api]) {
    const { users, audit } = api.admin;
    const calls = [users.list.query({}), audit.query({})];
    const changes = [users.disable, users.enable, users.promote, users.demote];
    const codes = await Promise.all(
      [...calls, ...changes.map((change) => change.mutate({ userId }))].map(codeOf),
    );
    expect(new Set(codes)).toEqual(new Set(["forbidden"]));
  }
});

test("users are listed page by page, and found by a part of their address", async () => {
  for (const name of ["one", "two", "three"]) await account(`${name}@list.example.org`);
  const seen: (string | null)[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await ann.api.admin.users.list.query({ search: "LIST.", limit: 2, cursor });
    seen.push(...page.users.map(({ email }) => email));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(["three@list.example.org", "two@list.example.org", "one@list.example.org"]);
  expect((await ann.api.admin.users.list.query({ search: "%" })).users).toEqual([]);
});

test("a role is looked up at every call, on sockets of every node", async () => {
  const eve = await account("eve@example.org");
  const userId = await idOf(eve);
  using here = await openRawSocket(app.origin, { token: eve.token ?? "" });
  using there = await openRawSocket(other.origin, { token: eve.token ?? "" });
  const sockets = [here, there];
  let id = 0;
  const untilAll = (wanted: string) =>
    untilTrue(`${wanted} on all sockets`, async () => {
      id++;
      const found = await Promise.all(sockets.map((socket) => call(socket, id, "admin.audit")));
      return found.every((outcome) => outcome === wanted);
    });
  await untilAll("forbidden");
  await ann.api.admin.users.promote.mutate({ userId });
  await untilAll("ok");
  await ann.api.admin.users.demote.mutate({ userId });
  await untilAll("forbidden");
});

test("a disabled user's sockets, streams and queued messages end, on every node", async () => {
  const max = await account("max@example.org");
  const userId = await idOf(max);
  const { thread, reply } = await max.api.messages.send.mutate(newSend());
  const queued = newSend({ threadId: thread.id });
  await max.api.messages.queue.mutate({ ...queued, parentId: reply.id });
  await provider.waitForRequest(1);
  using here = await openRawSocket(app.origin, { token: max.token ?? "" });
  using there = await openRawSocket(other.origin, { token: max.token ?? "" });
  await call(here, 1, "auth.me");
  await call(there, 1, "auth.me");
  await ann.api.admin.users.disable.mutate({ userId });
  await Promise.all([untilRefused(here), untilRefused(there), provider.waitForDisconnect(1)]);
  const [row] = await sql<{ status: string }[]>`
    select status from generations where id = ${reply.generation?.id ?? ""}`;
  expect(["running", "stopped"]).toContain(row?.status ?? "");
  expect(
    await sql`select 1 from queued_messages where id = ${queued.id} and removed_at is null`,
  ).toHaveLength(1);
  expect(provider.requests.filter(({ kind }) => kind === "reply")).toHaveLength(1);
});

test("a stream over HTTP ends for a disabled user with its next event", async () => {
  const kim = await account("kim@example.org");
  const userId = await idOf(kim);
  const stream = await fetch(`${other.origin}/trpc/feed.watch?input=%7B%7D`, {
    headers: { authorization: `Bearer ${kim.token}` },
  });
  const reader = stream.body?.getReader();
  if (!reader) throw new Error("The answer has no body.");
  await reader.read();
  // The change itself is an event of the feed.
  await ann.api.admin.users.disable.mutate({ userId });
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read())
    text += new TextDecoder().decode(part.value);
  expect(text).toContain('"appCode":"unauthenticated"');
  expect(text).not.toContain("user.put");
});

test("there is always an admin: the last one neither steps down nor shuts or deletes the account", async () => {
  const userId = await idOf(ann);
  const { users } = ann.api.admin;
  expect(await codeOf(users.demote.mutate({ userId }))).toBe("conflict");
  expect(await codeOf(users.disable.mutate({ userId }))).toBe("conflict");
  const deleting = ann.api.account.delete.mutate({ password: "correct horse battery" });
  expect(await codeOf(deleting)).toBe("conflict");
});

test("of two admins who step down at once, one stays", async () => {
  const zoe = await account("zoe@example.org");
  const [annId, zoeId] = [await idOf(ann), await idOf(zoe)];
  await ann.api.admin.users.promote.mutate({ userId: zoeId });
  const outcomes = await Promise.allSettled([
    ann.api.admin.users.demote.mutate({ userId: annId }),
    ann.api.admin.users.demote.mutate({ userId: zoeId }),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await sql`update users set role = case when id = ${annId} then 'admin' else 'user' end where id in (${annId}, ${zoeId})`;
});

test("the audit log is read page by page, with who, whose and from where", async () => {
  const zed = await account("zed@example.org");
  const userId = await idOf(zed);
  // A role takes a moment to be seen again after the test before.
  await untilTrue("an admin", () =>
    ann.api.admin.users.enable.mutate({ userId }).then(
      () => true,
      () => false,
    ),
  );
  const first = await ann.api.admin.audit.query({ limit: 1 });
  expect(first.events[0]).toMatchObject({
    kind: "user_enabled",
    actor: { email: "ann@example.org" },
    user: { id: userId, email: "zed@example.org" },
    address: "127.0.0.1",
  });
  const next = await ann.api.admin.audit.query({ limit: 1, cursor: first.nextCursor ?? 1 });
  expect(next.events[0]?.seq).toBeLessThan(present(first.events[0]).seq);
});
