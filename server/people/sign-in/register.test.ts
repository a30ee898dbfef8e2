import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import {
  goodPassword,
  linkTo,
  mailsTo,
  newAccount,
  signedInBrowser,
} from "../../../testing/server/accounts.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, refusalOf } from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 6.2 (passwords), 6.3.8 (accounts cannot be found out), 7.2.4 (new sessions).

let app: App;
let sql: Sql;
let origin: string;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  origin = app.origin;
  sql = postgres(app.databaseUrl, { max: 2 });
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

async function guest() {
  const browser = newBrowser(origin);
  await browser.visit();
  return browser;
}

test("the first account is an admin's, the next one is not, and a guest's threads stay", async () => {
  const browser = await guest();
  const { thread } = await browser.api.messages.send.mutate(newSend());
  const { user } = await browser.visit();
  const email = "Ann.First@Example.org";
  const answer = await browser.api.auth.register.mutate({ email, password: goodPassword });
  expect(answer).toMatchObject({ done: false, grant: { user: { isGuest: true, email: null } } });
  browser.use(answer.grant);
  const secret = await linkTo(sql, "ann.first@example.org", "verifyEmail");
  expect(await browser.api.auth.verifyEmail.mutate({ secret })).toEqual({
    userId: user.id,
    email: "ann.first@example.org",
  });
  const me = await browser.api.auth.me.query();
  expect(me).toMatchObject({ id: user.id, isGuest: false, role: "admin" });
  expect((await browser.api.threads.list.query()).threads.map(({ id }) => id)).toEqual([thread.id]);
  const kinds = (await mailsTo(sql, "ann.first@example.org")).map(({ kind }) => kind);
  expect(kinds).toEqual(["verifyEmail", "welcome"]);
  const second = await newAccount({ origin, sql }, "second@example.org");
  expect((await second.api.auth.me.query()).role).toBe("user");
});

test("the password is kept as argon2id alone, with at least 19 MiB and two passes", async () => {
  await newAccount({ origin, sql }, "hash@example.org");
  const [row] = await sql<{ hash: string }[]>`
    select password_hash as hash from users where email = 'hash@example.org'`;
  expect(row?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const [kept] = await sql`select count(*)::int as n from mails where content::text like '%horse%'`;
  expect(kept?.["n"]).toBe(0);
});

test("a password is 8 to 128 characters of any kind, and not a common one", async () => {
  const { api } = await guest();
  const tryIt = (password: string) =>
    refusalOf(api.auth.register.mutate({ email: "pass@example.org", password })).then(
      ({ code }) => code,
    );
  expect(await tryIt("1234567")).toBe("invalid_input");
  expect(await tryIt("😀".repeat(7))).toBe("invalid_input");
  expect(await tryIt("x".repeat(129))).toBe("invalid_input");
  for (const common of ["password", "Password", "qwertyuiop", "12345678", "iloveyou"])
    expect([common, await tryIt(common)]).toEqual([common, "weak_password"]);
  expect(await mailsTo(sql, "pass@example.org")).toEqual([]);
  for (const password of ["😀 spaces and é ", `${"y".repeat(127)}z`])
    await (await guest()).api.auth.register.mutate({ email: `${newId("mail")}@x.org`, password });
});

test("nothing of a long password is cut off, and a letter typed otherwise is the same", async () => {
  const long = `${"long ".repeat(25)}é`;
  const browser = await guest();
  await browser.api.auth.register.mutate({ email: "long@example.org", password: long });
  await browser.api.auth.verifyEmail.mutate({
    secret: await linkTo(sql, "long@example.org", "verifyEmail"),
  });
  const signIn = (password: string) =>
    newBrowser(origin).api.auth.signIn.mutate({ email: "long@example.org", password });
  expect((await signIn(`${"long ".repeat(25)}e\u0301`)).user.email).toBe("long@example.org");
  expect((await refusalOf(signIn("long ".repeat(25)))).code).toBe("wrong_credentials");
});

test("an address that has an account gives the same answer; its owner gets a mail", async () => {
  await newAccount({ origin, sql }, "owner@example.org");
  const known = await guest();
  const unknown = await guest();
  const one = await known.api.auth.register.mutate({
    email: "owner@example.org",
    password: goodPassword,
  });
  const other = await unknown.api.auth.register.mutate({
    email: "nobody@example.org",
    password: goodPassword,
  });
  expect(one.done).toBe(other.done);
  expect(Object.keys(one.grant.user)).toEqual(Object.keys(other.grant.user));
  expect(one.grant.user).toMatchObject({ isGuest: true, email: null });
  expect((await mailsTo(sql, "owner@example.org")).at(-1)).toEqual({ kind: "alreadyRegistered" });
  const [row] = await sql`select count(*)::int as n from users where email = 'owner@example.org'`;
  expect(row?.["n"]).toBe(1);
});

test("of two who register an address, who shows that it is theirs has it", async () => {
  const [first, second] = [await guest(), await guest()];
  const email = "both@example.org";
  await first.api.auth.register.mutate({ email, password: "the first one's" });
  const firstLink = await linkTo(sql, email, "verifyEmail");
  await second.api.auth.register.mutate({ email, password: "the second one's" });
  const secondLink = await linkTo(sql, email, "verifyEmail");
  await second.api.auth.verifyEmail.mutate({ secret: secondLink });
  const late = first.api.auth.verifyEmail.mutate({ secret: firstLink });
  expect((await refusalOf(late)).code).toBe("invalid_link");
  const signIn = (password: string) =>
    newBrowser(origin).api.auth.signIn.mutate({ email, password });
  expect((await refusalOf(signIn("the first one's"))).code).toBe("wrong_credentials");
  expect((await signIn("the second one's")).user.email).toBe(email);
});

test("a click on the link does not give an address the password that a stranger chose", async () => {
  const email = "victim@example.org";
  const stranger = await guest();
  const { grant } = await stranger.api.auth.register.mutate({ email, password: "the stranger's" });
  stranger.use(grant);
  const secret = await linkTo(sql, email, "verifyEmail");
  const owner = await guest();
  for (const { api } of [owner, newBrowser(origin)]) {
    const code = async (password?: string) =>
      (await refusalOf(api.auth.verifyEmail.mutate({ secret, ...(password ? { password } : {}) })))
        .code;
    expect(await code()).toBe("wrong_credentials");
    expect(await code("the owner's guess")).toBe("wrong_credentials");
  }
  expect((await stranger.api.auth.me.query()).isGuest).toBe(true);
  expect(await sql`select 1 from users where email = ${email}`).toHaveLength(0);
  // The link is not used up by this, so that the person who registered can still use it.
  const { api } = newBrowser(origin);
  await api.auth.verifyEmail.mutate({ secret, password: "the stranger's" });
  expect(await sql`select 1 from users where email = ${email}`).toHaveLength(1);
});

test("a link works once, also when it is used ten times at once", async () => {
  const browser = await guest();
  await browser.api.auth.register.mutate({ email: "once@example.org", password: goodPassword });
  const secret = await linkTo(sql, "once@example.org", "verifyEmail");
  const uses = await Promise.allSettled(
    Array.from({ length: 10 }, () => browser.api.auth.verifyEmail.mutate({ secret })),
  );
  expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a link that is too old, for something else or not ours opens nothing", async () => {
  const browser = await guest();
  const email = "late@example.org";
  await browser.api.auth.register.mutate({ email, password: goodPassword });
  const secret = await linkTo(sql, email, "verifyEmail");
  const refused = async (text: string) =>
    (await refusalOf(browser.api.auth.verifyEmail.mutate({ secret: text }))).code;
  expect(
    (await refusalOf(browser.api.auth.resetPassword.mutate({ secret, password: goodPassword })))
      .code,
  ).toBe("invalid_link");
  for (const text of ["x", `${secret}x`, `x${secret}`, secret.split(".")[0] ?? "", "a.b.c"])
    expect([text, await refused(text)]).toEqual([text, "invalid_link"]);
  const [row] = await sql<{ minutes: number }[]>`
    select extract(epoch from expires_at - created_at)::float8 / 60 as minutes from one_time_tokens where email = ${email}`;
  expect(row?.minutes).toBeLessThanOrEqual(10);
  await sql`update one_time_tokens set expires_at = now() where email = ${email}`;
  expect(await refused(secret)).toBe("invalid_link");
});

test("no secret of a link is in the database", async () => {
  const browser = await guest();
  await browser.api.auth.register.mutate({ email: "kept@example.org", password: goodPassword });
  const secret = await linkTo(sql, "kept@example.org", "verifyEmail");
  const mac = secret.split(".")[1] ?? "";
  const rows = [await sql`select * from one_time_tokens`, await sql`select * from mails`];
  expect(mac).toHaveLength(43);
  expect(JSON.stringify(rows)).not.toContain(mac);
});

test("registering ends the sessions of before, so that a planted one is worth nothing", async () => {
  const browser = await guest();
  const planted = { cookie: browser.cookie, token: browser.token };
  const { grant } = await browser.api.auth.register.mutate({
    email: "fix@example.org",
    password: goodPassword,
  });
  browser.use(grant);
  expect(browser.cookie).not.toBe(planted.cookie);
  const thief = newBrowser(origin);
  thief.cookie = planted.cookie;
  expect((await refusalOf(thief.api.auth.refresh.mutate({}))).code).toBe("unauthenticated");
  expect((await browser.api.auth.refresh.mutate({})).user.id).toBe(grant.user.id);
});

test("a user with an account cannot register again", async () => {
  await newAccount({ origin, sql }, "again@example.org");
  const browser = await signedInBrowser(origin, "again@example.org");
  const again = { email: "other@example.org", password: goodPassword };
  expect((await refusalOf(browser.api.auth.register.mutate(again))).code).toBe("conflict");
});

test("without mail an account is made at once, and says when the address has one", async () => {
  await using bare = await startTestApp({
    config: { role: "web", production: true, logLevel: "silent" },
  });
  const browser = newBrowser(bare.origin);
  await browser.visit();
  expect(await browser.api.auth.mailWay.query()).toBe("none");
  const wanted = { email: "solo@example.org", password: goodPassword };
  const { done, grant } = await browser.api.auth.register.mutate(wanted);
  expect(done).toBe(true);
  expect(grant.user).toMatchObject({ isGuest: false, role: "admin", email: "solo@example.org" });
  const other = newBrowser(bare.origin);
  await other.visit();
  expect((await refusalOf(other.api.auth.register.mutate(wanted))).code).toBe("conflict");
  const asked = other.api.auth.requestPasswordReset.mutate({ email: wanted.email });
  expect((await refusalOf(asked)).code).toBe("forbidden");
  expect((await other.api.auth.signIn.mutate(wanted)).user.id).toBe(grant.user.id);
});

test("of many who register at once on a new server exactly one is an admin", async () => {
  await using bare = await startTestApp({
    config: { role: "web", production: true, logLevel: "silent" },
  });
  const grants = await Promise.all(
    Array.from({ length: 8 }, async (_, i) => {
      const browser = newBrowser(bare.origin);
      await browser.visit();
      const wanted = { email: `race${i}@example.org`, password: goodPassword };
      return (await browser.api.auth.register.mutate(wanted)).grant.user.role;
    }),
  );
  expect(grants.filter((role) => role === "admin")).toHaveLength(1);
});
