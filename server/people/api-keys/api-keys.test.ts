import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import { policies } from "../../platform/limits/policies.ts";
import { hashSecret } from "../../platform/hash-secret.ts";
import { goodPassword, linkTo, newAccount } from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { untilRefused } from "../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 8.2 (authorization), 9.1 (self-contained tokens), 13.3 (secrets).

let app: App;
let sql: Sql;
let ann: Browser;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 2 });
  ann = await newAccount({ origin: app.origin, sql }, "ann@example.org");
}, 30_000);

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

async function newKey(...scopes: ("read" | "chat" | "admin")[]) {
  const key = await ann.api.apiKeys.create.mutate({ name: "a program", scopes });
  return { ...key, api: apiAs(app.origin, key.secret) };
}

test("a key is told once, kept as a hash, and listed by its end", async () => {
  const key = await newKey("chat");
  expect(key.secret).toMatch(/^sk-[\w-]{43}$/);
  const [row] = await sql`select * from api_keys where id = ${key.id}`;
  expect(JSON.stringify(row)).not.toContain(key.secret.slice(3));
  const listed = (await ann.api.apiKeys.list.query()).find(({ id }) => id === key.id);
  expect(listed).toMatchObject({ name: "a program", hint: key.secret.slice(-4), scopes: ["chat"] });
  expect(listed).not.toHaveProperty("secret");
  expect(listed?.lastUsedAt).toBeNull();
  await key.api.auth.me.query();
  const used = (await ann.api.apiKeys.list.query()).find(({ id }) => id === key.id);
  expect(Date.parse(used?.lastUsedAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
});

test("a key works over HTTP and over a socket, as its owner", async () => {
  const key = await newKey("chat");
  const { thread } = await key.api.messages.send.mutate(newSend());
  expect((await ann.api.threads.get.query({ threadId: thread.id })).id).toBe(thread.id);
  using socket = await openRawSocket(app.origin, { token: key.secret });
  socket.send({ id: 1, method: "query", params: { path: "auth.me" } });
  expect((await socket.next()).result?.data).toMatchObject({ email: "ann@example.org" });
});

test("a key that reads changes nothing; one that chats does; neither runs the server", async () => {
  const reader = await newKey("read");
  await reader.api.threads.list.query();
  expect(await codeOf(reader.api.threads.create.mutate({ id: newId("thread") }))).toBe("forbidden");
  expect(await codeOf(reader.api.messages.send.mutate(newSend()))).toBe("forbidden");
  const writer = await newKey("chat");
  await writer.api.threads.create.mutate({ id: newId("thread") });
  expect(await codeOf(writer.api.admin.users.list.query({}))).toBe("forbidden");
  const admin = await newKey("admin");
  expect((await admin.api.admin.users.list.query({})).users).toHaveLength(1);
  expect(await codeOf(admin.api.threads.list.query())).toBe("forbidden");
});

describe("a key that its owner is not entitled to", () => {
  test("is made for no guest; one of an older version does not work, nor after registering", async () => {
    const { api, user } = await newVisitor(app.origin);
    const make = () => api.apiKeys.create.mutate({ name: "a guest's", scopes: ["chat"] });
    expect(await codeOf(make())).toBe("forbidden");
    expect(await api.apiKeys.list.query()).toEqual([]);
    const gus = newBrowser(app.origin);
    const { user: guest } = await gus.visit();
    const old = await insertKey(guest.id, ["chat"]);
    expect(user.id).not.toBe(guest.id);
    expect(await codeOf(old.auth.me.query())).toBe("unauthenticated");
    const gone = { email: "gus@example.org", password: goodPassword };
    gus.use((await gus.api.auth.register.mutate(gone)).grant);
    const secret = await linkTo(sql, gone.email, "verifyEmail");
    await gus.api.auth.verifyEmail.mutate({ secret });
    expect(await codeOf(old.auth.me.query())).toBe("unauthenticated");
    const key = await gus.api.apiKeys.create.mutate({ name: "mine", scopes: ["chat"] });
    expect((await apiAs(app.origin, key.secret).auth.me.query()).email).toBe(gone.email);
  });

  test("with the scope admin is an admin's alone, and no promotion wakes one", async () => {
    const mia = await newAccount({ origin: app.origin, sql }, "mia@example.org");
    const { id: userId } = await mia.api.auth.me.query();
    const make = () => mia.api.apiKeys.create.mutate({ name: "all", scopes: ["chat", "admin"] });
    expect(await codeOf(make())).toBe("forbidden");
    const sleeper = await insertKey(userId, ["admin"]);
    await ann.api.admin.users.promote.mutate({ userId });
    expect(await codeOf(sleeper.admin.users.list.query({}))).toBe("unauthenticated");
    const made = apiAs(app.origin, (await make()).secret);
    expect((await made.admin.users.list.query({})).users).not.toEqual([]);
    await ann.api.admin.users.demote.mutate({ userId });
    await ann.api.admin.users.promote.mutate({ userId });
    expect(await codeOf(made.admin.users.list.query({}))).toBe("forbidden");
    expect((await made.auth.me.query()).id).toBe(userId);
  });

  test("of before guests had none is ended by the migration; the operator's own goes on", async () => {
    const guest = await newVisitor(app.origin);
    const member = await newAccount({ origin: app.origin, sql }, "lea@example.org");
    const { id: memberId } = await member.api.auth.me.query();
    const [operators] = await sql`
      insert into users (id) values (${newId("user")}) returning id`;
    await insertKey(guest.user.id, ["chat"]);
    await insertKey(memberId, ["chat", "admin"]);
    const ofOperator = await insertKey(operators?.["id"], ["chat"]);
    await sql`
      insert into audit_events (kind, actor_id, user_id) values ('api_key_created', null, ${operators?.["id"]})`;
    const file = `${import.meta.dir}/../../../drizzle/0015_no_keys_of_guests.sql`;
    await sql.unsafe(await Bun.file(file).text());
    const left = (userId: string) =>
      sql`select scopes from api_keys where user_id = ${userId} and revoked_at is null`;
    expect(await left(guest.user.id)).toHaveLength(0);
    expect(await left(memberId)).toMatchObject([{ scopes: ["chat"] }]);
    expect((await ofOperator.auth.me.query()).id).toBe(operators?.["id"]);
  });
});

/** A key as an older version may have made it, past what is refused now. */
async function insertKey(userId: string, scopes: string[]) {
  const secret = `sk-${crypto.randomUUID()}`;
  await sql`
    insert into api_keys (id, user_id, name, key_hash, hint, scopes)
    values (${newId("apiKey")}, ${userId}, 'old', ${hashSecret(secret)}, 'old!', ${scopes})`;
  return apiAs(app.origin, secret);
}

test("no key reaches its owner's account, or makes keys", async () => {
  const { api } = await newKey("read", "chat", "admin");
  const calls: Promise<unknown>[] = [
    api.apiKeys.create.mutate({ name: "another", scopes: ["admin"] }),
    api.apiKeys.list.query(),
    api.account.get.query(),
    api.account.sessions.query(),
    api.account.delete.mutate({ password: null }),
    api.account.signOutEverywhere.mutate(),
  ];
  const codes = await Promise.all(calls.map(codeOf));
  expect(new Set(codes)).toEqual(new Set(["forbidden"]));
});

test("a revoked key is cut off within two seconds, on live sockets too", async () => {
  const key = await newKey("chat");
  using socket = await openRawSocket(app.origin, { token: key.secret });
  socket.send({ id: 1, method: "query", params: { path: "auth.me" } });
  await socket.next();
  await ann.api.apiKeys.revoke.mutate({ id: key.id });
  await untilRefused(socket);
  expect(await codeOf(key.api.auth.me.query())).toBe("unauthenticated");
  expect(await codeOf(ann.api.apiKeys.revoke.mutate({ id: key.id }))).toBe("not_found");
});

test("text that only looks like a key is no key", async () => {
  const { secret } = await newKey("chat");
  const { token } = await newVisitor(app.origin);
  const texts = [
    "sk-",
    "sk-x",
    `${secret}x`,
    secret.toUpperCase(),
    `sk-${token}`,
    `sk-${"a".repeat(5_000)}`,
  ];
  for (const text of texts)
    expect([text, await codeOf(apiAs(app.origin, text).auth.me.query())]).toEqual([
      text,
      "unauthenticated",
    ]);
});

test("a user has fifty keys at most, however many they create at once", async () => {
  const bob = await newAccount({ origin: app.origin, sql }, "bob@example.org");
  const asked = await Promise.allSettled(
    Array.from({ length: 55 }, (_, i) =>
      bob.api.apiKeys.create.mutate({ name: `key ${i}`, scopes: ["read"] }),
    ),
  );
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(50);
});

test("a limit is the same by every way in: keys and sockets do not add to it", async () => {
  await using limited = await startTestApp({
    config: { role: "web", rateLimits: true, logLevel: "silent" },
  });
  const own = postgres(limited.databaseUrl, { max: 1 });
  const kim = await newAccount({ origin: limited.origin, sql: own }, "kim@example.org");
  await own.end();
  const keys = await Promise.all(
    ["one", "two"].map((name) => kim.api.apiKeys.create.mutate({ name, scopes: ["chat"] })),
  );
  const ways = [kim.api, ...keys.map(({ secret }) => apiAs(limited.origin, secret))];
  const { points } = policies.send;
  for (let i = 0; i < points; i++) await ways[i % ways.length]?.messages.send.mutate(newSend());
  for (const api of ways)
    expect(await codeOf(api.messages.send.mutate(newSend()))).toBe("rate_limited");
  using socket = await openRawSocket(limited.origin, { token: keys[0]?.secret ?? "" });
  socket.send({ id: 1, method: "mutation", params: { path: "messages.send", input: newSend() } });
  expect((await socket.next()).error?.data["appCode"]).toBe("rate_limited");
});

describe("a suspended owner", () => {
  test("has no key, token, cookie or socket that works", async () => {
    const eve = await newAccount({ origin: app.origin, sql }, "eve@example.org");
    const { secret } = await eve.api.apiKeys.create.mutate({ name: "eve's", scopes: ["chat"] });
    using byToken = await openRawSocket(app.origin, { token: eve.token ?? "" });
    using byKey = await openRawSocket(app.origin, { token: secret });
    for (const socket of [byToken, byKey]) {
      socket.send({ id: 1, method: "query", params: { path: "auth.me" } });
      await socket.next();
    }
    const { id } = await eve.api.auth.me.query();
    await ann.api.admin.users.disable.mutate({ userId: id });
    await Promise.all([untilRefused(byToken), untilRefused(byKey)]);
    expect(await codeOf(eve.api.auth.me.query())).toBe("unauthenticated");
    expect(await codeOf(apiAs(app.origin, secret).auth.me.query())).toBe("unauthenticated");
    expect(await codeOf(eve.api.auth.refresh.mutate({}))).toBe("account_disabled");
    await ann.api.admin.users.enable.mutate({ userId: id });
    expect((await eve.api.auth.refresh.mutate({})).user.id).toBe(id);
  });
});
