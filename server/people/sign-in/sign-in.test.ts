import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app/app.ts";
import {
  goodPassword,
  linkTo,
  mailsTo,
  newAccount,
  signedInBrowser,
} from "../../../testing/server/accounts.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { untilRefused } from "../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, refusalOf } from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 6.3 (authentication), 6.4 (recovery), 7.4 (ending sessions).

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

describe("signing in", () => {
  test("the right password opens the account, in a new session", async () => {
    const home = await newAccount({ origin, sql }, "in@example.org");
    const away = await signedInBrowser(origin, " IN@example.org ");
    const ids = [home, away].map(async ({ api }) => (await api.auth.me.query()).id);
    expect(new Set(await Promise.all(ids)).size).toBe(1);
    expect(home.cookie).not.toBe(away.cookie);
  });

  test("an unknown address and a wrong password are told by the same words", async () => {
    await newAccount({ origin, sql }, "words@example.org");
    const { api } = newBrowser(origin);
    const wrong = { email: "words@example.org", password: "not my password" };
    const one = await refusalOf(api.auth.signIn.mutate(wrong));
    const other = await refusalOf(api.auth.signIn.mutate({ ...wrong, email: "who@example.org" }));
    expect(one).toEqual(other);
    expect(one.code).toBe("wrong_credentials");
  });

  test("what a guest has said comes along, with what waits, and the guest is gone", async () => {
    const account = await newAccount({ origin, sql }, "along@example.org");
    const browser = newBrowser(origin);
    const { user: guest } = await browser.visit();
    const { thread, reply } = await browser.api.messages.send.mutate(newSend());
    const queued = newSend({ threadId: thread.id });
    await browser.api.messages.queue.mutate({ ...queued, parentId: reply.id });
    using socket = await openRawSocket(origin, { token: account.token ?? "" });
    const { feedCursor } = await account.api.threads.list.query();
    const input = { lastEventId: feedCursor };
    socket.send({ id: 1, method: "subscription", params: { path: "feed.watch", input } });
    browser.use(
      await browser.api.auth.signIn.mutate({ email: "along@example.org", password: goodPassword }),
    );
    // The account's other tabs hear of it.
    const heard = await socket.next(({ result }) => result?.type === "data");
    expect(heard.result?.data).toMatchObject({
      data: { type: "thread.put", thread: { id: thread.id } },
    });
    const { threads } = await account.api.threads.list.query();
    expect(threads.map(({ id }) => id)).toEqual([thread.id]);
    const page = await browser.api.messages.list.query({ threadId: thread.id });
    expect(page.messages).toHaveLength(2);
    expect(page.queue?.map(({ id }) => id)).toEqual([queued.id]);
    expect(await sql`select 1 from users where id = ${guest.id}`).toHaveLength(0);
    const rows = await sql`
      select user_id from generations where thread_id = ${thread.id}
      union select user_id from messages where thread_id = ${thread.id}
      union select user_id from queued_messages where thread_id = ${thread.id}`;
    expect(rows).toHaveLength(1);
  });

  test("an account's threads never go to another account", async () => {
    const ann = await newAccount({ origin, sql }, "mine@example.org");
    const { thread } = await ann.api.messages.send.mutate(newSend());
    await newAccount({ origin, sql }, "yours@example.org");
    const { cookie } = ann;
    ann.use(
      await ann.api.auth.signIn.mutate({ email: "yours@example.org", password: goodPassword }),
    );
    expect((await ann.api.threads.list.query()).threads).toEqual([]);
    const back = await signedInBrowser(origin, "mine@example.org");
    expect((await back.api.threads.list.query()).threads.map(({ id }) => id)).toEqual([thread.id]);
    const old = newBrowser(origin);
    old.cookie = cookie;
    expect((await refusalOf(old.api.auth.refresh.mutate({}))).code).toBe("unauthenticated");
  });

  test("a browser that is new gets the owner a mail; one that is known does not", async () => {
    await newAccount({ origin, sql }, "device@example.org");
    const kinds = async () =>
      (await mailsTo(sql, "device@example.org")).filter(({ kind }) => kind === "newSignIn");
    const signIn = (agent: string) =>
      newBrowser(origin, agent).api.auth.signIn.mutate({
        email: "device@example.org",
        password: goodPassword,
      });
    await signIn("Another/1.0");
    expect(await kinds()).toMatchObject([{ userAgent: "Another/1.0", address: "127.0.0.1" }]);
    await signIn("Another/1.0");
    expect(await kinds()).toHaveLength(1);
  });

  test("a disabled account is refused after the right password alone", async () => {
    await newAccount({ origin, sql }, "shut@example.org");
    await sql`update users set disabled_at = now() where email = 'shut@example.org'`;
    const signIn = (password: string) =>
      refusalOf(newBrowser(origin).api.auth.signIn.mutate({ email: "shut@example.org", password }));
    expect((await signIn("wrong password")).code).toBe("wrong_credentials");
    expect((await signIn(goodPassword)).code).toBe("account_disabled");
  });

  test("guessing is stopped, by account from one address and by address over many accounts", async () => {
    await using limited = await startTestApp({
      config: { role: "web", rateLimits: true, logLevel: "silent" },
    });
    const { api } = newBrowser(limited.origin);
    const guess = async (email: string) =>
      (await refusalOf(api.auth.signIn.mutate({ email, password: "a guess" }))).code;
    for (let i = 0; i < 10; i++) expect(await guess("one@example.org")).toBe("wrong_credentials");
    expect(await guess("one@example.org")).toBe("rate_limited");
    for (let i = 10; i < 60; i++) await guess(`many${i}@example.org`);
    expect(await guess("fresh@example.org")).toBe("rate_limited");
  });
});

describe("signing out", () => {
  test("ends the session and what is connected by it, and makes the browser forget", async () => {
    const browser = await newAccount({ origin, sql }, "out@example.org");
    const { cookie, token } = browser;
    using socket = await openRawSocket(origin, { token: token ?? "" });
    socket.send({ id: 1, method: "subscription", params: { path: "feed.watch", input: {} } });
    await socket.next(({ result }) => result?.type === "started");
    await browser.api.auth.signOut.mutate();
    expect(browser.cookie).toBeNull();
    const copy = newBrowser(origin);
    copy.cookie = cookie;
    expect((await refusalOf(copy.api.auth.refresh.mutate({}))).code).toBe("unauthenticated");
    await untilRefused(socket);
    await browser.api.auth.signOut.mutate();
  });

  test("everywhere ends all sessions, and no other account's", async () => {
    const home = await newAccount({ origin, sql }, "all@example.org");
    const away = await signedInBrowser(origin, "all@example.org");
    const other = await newAccount({ origin, sql }, "other-all@example.org");
    await home.api.account.signOutEverywhere.mutate();
    expect(home.cookie).toBeNull();
    expect((await refusalOf(away.api.auth.refresh.mutate({}))).code).toBe("unauthenticated");
    expect((await other.api.auth.refresh.mutate({})).user.email).toBe("other-all@example.org");
  });
});

describe("a forgotten password", () => {
  test("is replaced by a link from a mail, which ends all sessions and works once", async () => {
    const home = await newAccount({ origin, sql }, "forgot@example.org");
    const { api } = newBrowser(origin);
    await api.auth.requestPasswordReset.mutate({ email: "forgot@example.org" });
    const secret = await linkTo(sql, "forgot@example.org", "resetPassword");
    const weak = api.auth.resetPassword.mutate({ secret, password: "password" });
    expect((await refusalOf(weak)).code).toBe("weak_password");
    await api.auth.resetPassword.mutate({ secret, password: "a password that is new" });
    expect((await refusalOf(home.api.auth.refresh.mutate({}))).code).toBe("unauthenticated");
    const signIn = (password: string) =>
      newBrowser(origin).api.auth.signIn.mutate({ email: "forgot@example.org", password });
    expect((await refusalOf(signIn(goodPassword))).code).toBe("wrong_credentials");
    expect((await signIn("a password that is new")).user.email).toBe("forgot@example.org");
    const again = api.auth.resetPassword.mutate({ secret, password: "and another new one" });
    expect((await refusalOf(again)).code).toBe("invalid_link");
    expect((await mailsTo(sql, "forgot@example.org")).map(({ kind }) => kind)).toContain(
      "passwordChanged",
    );
  });

  test("an address without an account gives the same answer and no mail", async () => {
    const { api } = newBrowser(origin);
    expect(await api.auth.requestPasswordReset.mutate({ email: "none@example.org" })).toBe(
      await api.auth.requestPasswordReset.mutate({ email: "words@example.org" }),
    );
    expect(await mailsTo(sql, "none@example.org")).toEqual([]);
  });

  test("a link that a stranger asks for does not end the owner's; the first one used ends all", async () => {
    await newAccount({ origin, sql }, "newer@example.org");
    const { api } = newBrowser(origin);
    const links: string[] = [];
    for (let i = 0; i < 3; i++) {
      await api.auth.requestPasswordReset.mutate({ email: "newer@example.org" });
      links.push(await linkTo(sql, "newer@example.org", "resetPassword"));
    }
    expect(new Set(links).size).toBe(3);
    const [first = "", ...others] = links;
    const password = "a password that is new";
    await api.auth.resetPassword.mutate({ secret: first, password });
    for (const secret of [first, ...others])
      expect((await refusalOf(api.auth.resetPassword.mutate({ secret, password }))).code).toBe(
        "invalid_link",
      );
  });

  test("mails that unauthenticated callers can cause are limited by recipient", async () => {
    await using limited = await startTestApp({
      config: { role: "web", rateLimits: true, logLevel: "silent" },
    });
    const { api } = newBrowser(limited.origin);
    const ask = () => api.auth.requestPasswordReset.mutate({ email: "flood@example.org" });
    for (let i = 0; i < 5; i++) await ask();
    const refusal = await refusalOf(ask());
    expect(refusal).toMatchObject({ code: "rate_limited", status: 429 });
    expect(refusal.retryAfterMs).toBeGreaterThan(60_000);
  });
});
