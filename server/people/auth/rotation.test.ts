import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app/app.ts";
import { createLog } from "../../platform/log.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { untilRefused } from "../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, refusalOf } from "../../../testing/server/visitor.ts";
import { nameInLogs } from "./name-in-logs.ts";
import { present } from "../../../testing/present.ts";

// RFC 9700, 4.14.2 (rotation with reuse detection); OWASP ASVS 5.0, 7.2 and 7.4.

let app: App;
let sql: Sql;
let origin: string;
/** Everything the server logs. */
let logged = "";

beforeAll(async () => {
  const log = createLog("debug", { write: (line) => (logged += line) });
  app = await startTestApp({ config: { role: "web" }, log });
  origin = app.origin;
  sql = postgres(app.databaseUrl, { max: 2 });
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

const idOf = (cookie: string | null) => cookie?.split(".")[0] ?? "";

/** A guest's browser whose secret is due for a new one. */
async function dueBrowser(): Promise<Browser> {
  const browser = newBrowser(origin);
  await browser.visit();
  await age(browser);
  return browser;
}

/** Makes the last change of the secret a while ago. */
async function age({ cookie }: Browser): Promise<void> {
  await sql`
    update auth_sessions set created_at = created_at - interval '2 minutes',
      rotated_at = rotated_at - interval '2 minutes', confirmed_at = confirmed_at - interval '2 minutes'
    where id = ${idOf(cookie)}`;
}

/** Another browser with the same cookie. */
function copyOf({ cookie }: Browser): Browser {
  const copy = newBrowser(origin);
  copy.cookie = cookie;
  return copy;
}

const refresh = ({ api }: Browser) => api.auth.refresh.mutate({});
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

test("a refresh gives a new secret, of the same session", async () => {
  const browser = await dueBrowser();
  const before = browser.cookie;
  const { user } = await refresh(browser);
  expect(browser.cookie).not.toBe(before);
  expect(idOf(browser.cookie)).toBe(idOf(before));
  await age(browser);
  expect((await refresh(browser)).user.id).toBe(user.id);
});

test("twenty refreshes at once with one secret get the same new one", async () => {
  const browser = await dueBrowser();
  const copies = Array.from({ length: 20 }, () => copyOf(browser));
  await Promise.all(copies.map(refresh));
  expect(new Set(copies.map(({ cookie }) => cookie)).size).toBe(1);
  expect(present(copies[0]?.cookie)).not.toBe(browser.cookie);
});

test("a lost response is repeated, however late, until a client has received it", async () => {
  const browser = await dueBrowser();
  // Sent along, it would look younger than the change, which this test makes older.
  browser.token = null;
  const lost = copyOf(browser);
  await refresh(lost);
  await age(browser);
  await refresh(browser);
  expect(browser.cookie).toBe(lost.cookie);
});

test("an old secret whose successor is in use ends the session: it is a copy", async () => {
  const owner = await dueBrowser();
  const thief = copyOf(owner);
  const { accessToken } = await refresh(owner);
  await age(owner);
  await refresh(owner);
  await age(owner);
  expect(await codeOf(refresh(thief))).toBe("unauthenticated");
  expect(await codeOf(refresh(owner))).toBe("unauthenticated");
  using socket = await openRawSocket(origin, { token: accessToken });
  expect((await socket.closed).code).toBe(4401);
});

test("an old secret moves no threads when its holder signs in elsewhere", async () => {
  const owner = await dueBrowser();
  const { thread } = await owner.api.messages.send.mutate(newSend());
  const thief = copyOf(owner);
  owner.use(await refresh(owner));
  // The answer did arrive, and that is a while ago.
  await owner.api.auth.me.query();
  await age(owner);
  await newAccount({ origin, sql }, "thief@example.org");
  const wanted = { email: "thief@example.org", password: goodPassword };
  thief.use(await thief.api.auth.signIn.mutate(wanted));
  expect((await thief.api.threads.list.query()).threads).toEqual([]);
  expect((await owner.api.threads.get.query({ threadId: thread.id })).id).toBe(thread.id);
});

test("using the access token of an answer shows that it did arrive", async () => {
  const owner = await dueBrowser();
  const thief = copyOf(owner);
  const { accessToken } = await refresh(owner);
  await apiAs(origin, accessToken).auth.me.query();
  await age(owner);
  using socket = await openRawSocket(origin, { token: accessToken });
  socket.send({ id: 1, method: "query", params: { path: "auth.me" } });
  await socket.next(({ id }) => id === 1);
  expect(await codeOf(refresh(thief))).toBe("unauthenticated");
  await untilRefused(socket);
  const rows = await sql`select kind from audit_events where kind = 'session_reuse'`;
  expect(rows.length).toBeGreaterThan(0);
});

test("a secret that a session never had opens nothing and ends nothing, even with the right id", async () => {
  const browser = await dueBrowser();
  const [id = "", secret = "", mark = ""] = (browser.cookie ?? "").split(".");
  const [otherId = "", otherSecret = "", otherMark = ""] =
    (await dueBrowser()).cookie?.split(".") ?? [];
  const forged = [
    "x",
    ".",
    "as_none.x",
    ` .${secret}x`,
    `${id}.garbage`,
    `${id}.`,
    `${id}..`,
    `${id}.${mark}.${secret}`,
    `${id}.${id}.${mark}`,
    `${id}.garbage.${mark}`,
    `${id}.${secret}x.${mark}`,
    `${id}.${secret.slice(1)}.${mark}`,
    // What is good for another session is not a former secret of this one.
    `${id}.${otherSecret}`,
    `${id}.${otherSecret}.${otherMark}`,
    `${otherId}.x.${otherMark}`,
    `${id}.x.${"A".repeat(22)}`,
    `${id}.x.${"A".repeat(10_000)}`,
    `${id}.x.é`,
  ];
  for (const value of forged) {
    const guess = newBrowser(origin);
    guess.cookie = value;
    expect([value, await codeOf(refresh(guess))]).toEqual([value, "unauthenticated"]);
  }
  browser.use(await refresh(browser));
  expect((await browser.api.auth.me.query()).isGuest).toBe(true);
  const rows = await sql`select from auth_sessions where id = ${id} and revoked_at is null`;
  expect(rows.length).toBe(1);
});

test("a copy ends the session when its owner comes back, however often the thief has renewed it", async () => {
  const owner = await dueBrowser();
  const thief = copyOf(owner);
  for (let turn = 0; turn < 5; turn++) {
    await refresh(thief);
    await age(owner);
  }
  expect(await codeOf(refresh(owner))).toBe("unauthenticated");
  expect(await codeOf(refresh(thief))).toBe("unauthenticated");
});

test("a cookie without its mark, as earlier versions wrote it, goes on and gets one", async () => {
  const browser = await dueBrowser();
  browser.token = null;
  const marked = browser.cookie ?? "";
  const { user } = await refresh(browser);
  await age(browser);
  browser.cookie = marked.split(".").slice(0, 2).join(".");
  expect((await refresh(browser)).user.id).toBe(user.id);
  expect(browser.cookie?.split(".")).toHaveLength(3);
});

test("no log has the id of an auth session, and the line of a copied cookie has a name for it", async () => {
  const owner = await dueBrowser();
  const thief = copyOf(owner);
  owner.use(await refresh(owner));
  await owner.api.auth.me.query();
  await age(owner);
  await refusalOf(refresh(thief));
  expect(logged).toContain("a former session secret was shown");
  expect(logged).toContain(nameInLogs(idOf(owner.cookie)));
  const ids = await sql<{ id: string }[]>`select id from auth_sessions`;
  expect(ids.length).toBeGreaterThan(10);
  expect(ids.filter(({ id }) => logged.includes(id))).toEqual([]);
});

test("a cookie from before they named their session goes on, and is given the new form", async () => {
  const browser = await dueBrowser();
  const full = browser.cookie ?? "";
  browser.cookie = full.split(".")[1] ?? "";
  await refresh(browser);
  expect(idOf(browser.cookie)).toBe(idOf(full));
});

test("tokens and cookies outlive a change of the signing secret that lists the one before", async () => {
  const before = "a secret that only tests know about";
  const databaseUrl = app.databaseUrl;
  const browser = await dueBrowser();
  const { accessToken } = await refresh(browser);
  const start = (olderJwtSecretKeys: string[]) =>
    startTestApp({
      databaseUrl,
      config: {
        role: "web",
        logLevel: "silent",
        jwtSecretKey: "another secret that is long enough too",
        olderJwtSecretKeys,
      },
    });
  await using knows = await start([before]);
  await using knowsNot = await start([]);
  const me = (at: string) => apiAs(at, accessToken).auth.me.query();
  expect((await me(knows.origin)).isGuest).toBe(true);
  expect(await codeOf(me(knowsNot.origin))).toBe("unauthenticated");
  const moved = newBrowser(knows.origin);
  moved.cookie = browser.cookie;
  const fresh = await refresh(moved);
  expect(await codeOf(apiAs(origin, fresh.accessToken).auth.me.query())).toBe("unauthenticated");
});
