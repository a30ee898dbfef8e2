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
import { untilRefused } from "../../../testing/server/procedures.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, refusalOf } from "../../../testing/server/visitor.ts";
import { present } from "../../../testing/present.ts";

// OWASP ASVS 5.0, 6.2.2 and 6.2.3 (changing passwords), 7.4 and 7.5 (sessions), 14.2 (data).

let app: App;
let sql: Sql;
let origin: string;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  origin = app.origin;
  sql = postgres(app.databaseUrl, { max: 2 });
  // The first one of a server is an admin, which no test here is about.
  await newAccount({ origin, sql }, "admin@example.org");
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

const account = (email: string) => newAccount({ origin, sql }, email);
const kindsTo = async (email: string) => (await mailsTo(sql, email)).map(({ kind }) => kind);
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

test("a password change needs the old one, and signs other devices out", async () => {
  const home = await account("pw@example.org");
  const away = await signedInBrowser(origin, "pw@example.org");
  const change = (currentPassword: string, password: string) =>
    home.api.account.changePassword.mutate({ currentPassword, password });
  expect(await codeOf(change("not it at all", "a password that is new"))).toBe("wrong_credentials");
  expect(await codeOf(change(goodPassword, "password"))).toBe("weak_password");
  expect(await codeOf(change(goodPassword, "short"))).toBe("invalid_input");
  await change(goodPassword, "a password that is new");
  expect(await codeOf(away.api.auth.refresh.mutate({}))).toBe("unauthenticated");
  expect((await home.api.auth.refresh.mutate({})).user.email).toBe("pw@example.org");
  expect(await kindsTo("pw@example.org")).toContain("passwordChanged");
});

test("a password that is blanks or one character is none, wherever it is set", async () => {
  const home = await account("blank@example.org");
  const { api } = newBrowser(origin);
  await api.auth.requestPasswordReset.mutate({ email: "blank@example.org" });
  const secret = await linkTo(sql, "blank@example.org", "resetPassword");
  const guest = newBrowser(origin);
  await guest.visit();
  for (const password of [
    "        ",
    "\u00a0\u3000\u2003\t    ",
    "жжжжжжжж",
    "aAaAaAaA",
    "8 8 8 8 8",
  ]) {
    const calls = [
      home.api.account.changePassword.mutate({ currentPassword: goodPassword, password }),
      api.auth.resetPassword.mutate({ secret, password }),
      guest.api.auth.register.mutate({ email: "new-blank@example.org", password }),
    ];
    const codes = await Promise.all(calls.map(codeOf));
    expect([password, ...codes]).toEqual([password, ...calls.map(() => "weak_password")]);
  }
});

test("API keys go with the password where that is asked, and stay where it is not", async () => {
  const email = "keys@example.org";
  const home = await account(email);
  const { id: userId } = await home.api.auth.me.query();
  const make = async () =>
    apiAs(origin, (await home.api.apiKeys.create.mutate({ name: "k", scopes: ["chat"] })).secret);
  const [first, second] = [await make(), await make()];
  const passwords = [goodPassword, "a second password", "a third password", "a fourth password"];
  const change = (step: number, revokeKeys?: boolean) => {
    const [currentPassword = "", password = ""] = passwords.slice(step);
    const asked = revokeKeys === undefined ? {} : { revokeKeys };
    return home.api.account.changePassword.mutate({ currentPassword, password, ...asked });
  };
  await change(0);
  expect((await first.auth.me.query()).email).toBe(email);
  await change(1, true);
  for (const key of [first, second])
    expect(await codeOf(key.auth.me.query())).toBe("unauthenticated");
  expect(await home.api.apiKeys.list.query()).toEqual([]);
  const third = await make();
  await newBrowser(origin).api.auth.requestPasswordReset.mutate({ email });
  const secret = await linkTo(sql, email, "resetPassword");
  const reset = { secret, password: "a fifth password", revokeKeys: true };
  await newBrowser(origin).api.auth.resetPassword.mutate(reset);
  expect(await codeOf(third.auth.me.query())).toBe("unauthenticated");
  const lines = await sql<{ details: object }[]>`
    select details from audit_events
    where user_id = ${userId} and kind in ('password_changed', 'password_reset') order by seq`;
  expect(lines.map(({ details }) => details)).toEqual([
    {},
    { keysRevoked: "2" },
    { keysRevoked: "1" },
  ]);
});

test("an address is changed by a link to the new one, and the old one is told", async () => {
  const { api } = await account("old@example.org");
  const change = (password: string) =>
    api.account.changeEmail.mutate({ email: "new@example.org", password });
  expect(await codeOf(change("not it at all"))).toBe("wrong_credentials");
  expect(await change(goodPassword)).toEqual({ done: false });
  expect((await api.auth.me.query()).email).toBe("old@example.org");
  const secret = await linkTo(sql, "new@example.org", "changeEmail");
  await newBrowser(origin).api.account.confirmEmailChange.mutate({ secret });
  expect((await api.auth.me.query()).email).toBe("new@example.org");
  expect(await kindsTo("old@example.org")).toContain("emailChanged");
  const again = newBrowser(origin).api.account.confirmEmailChange.mutate({ secret });
  expect(await codeOf(again)).toBe("invalid_link");
});

test("a change to an address that has an account says the same, and changes nothing", async () => {
  await account("taken@example.org");
  const { api } = await account("wants@example.org");
  const wanted = { email: "taken@example.org", password: goodPassword };
  expect(await api.account.changeEmail.mutate(wanted)).toEqual({ done: false });
  expect(await kindsTo("taken@example.org")).toContain("alreadyRegistered");
  expect((await api.auth.me.query()).email).toBe("wants@example.org");
});

test("devices are listed with their last use; one that is revoked is cut off", async () => {
  const home = await account("dev@example.org");
  const away = await signedInBrowser(origin, "dev@example.org");
  const devices = await home.api.account.sessions.query();
  expect(devices).toHaveLength(2);
  const other = devices.find(({ isCurrent }) => !isCurrent);
  expect(other).toMatchObject({ userAgent: "Mozilla/5.0 (X11) Firefox/150", address: "127.0.0.1" });
  using socket = await openRawSocket(origin, { token: away.token ?? "" });
  socket.send({ id: 1, method: "query", params: { path: "auth.me" } });
  await socket.next(({ id }) => id === 1);
  await home.api.account.revokeSession.mutate({ id: other?.id ?? "" });
  await untilRefused(socket);
  expect(await codeOf(away.api.auth.refresh.mutate({}))).toBe("unauthenticated");
  expect(await home.api.account.sessions.query()).toHaveLength(1);
  const again = home.api.account.revokeSession.mutate({ id: other?.id ?? "" });
  expect(await codeOf(again)).toBe("not_found");
});

test("wishes for mail are kept", async () => {
  const { api } = await account("wish@example.org");
  expect((await api.account.get.query()).mailPreferences).toEqual({});
  await api.account.setMailPreferences.mutate({ sessionCreated: true, replyReady: false });
  expect(await api.account.get.query()).toMatchObject({
    email: "wish@example.org",
    isVerified: true,
    mailPreferences: { sessionCreated: true, replyReady: false },
  });
});

test("the feed tells every tab when the person changes", async () => {
  const browser = newBrowser(origin);
  const { accessToken, user } = await browser.visit();
  const { grant } = await browser.api.auth.register.mutate({
    email: "feed@example.org",
    password: goodPassword,
  });
  expect(accessToken).not.toBe(grant.accessToken);
  using socket = await openRawSocket(origin, { token: grant.accessToken });
  socket.send({ id: 1, method: "subscription", params: { path: "feed.watch", input: {} } });
  await socket.next(({ result }) => result?.type === "started");
  const secret = await linkTo(sql, "feed@example.org", "verifyEmail");
  await newBrowser(origin).api.auth.verifyEmail.mutate({ secret, password: goodPassword });
  const event = await socket.next(({ result }) => result?.type === "data");
  expect(event.result?.data).toMatchObject({
    data: { type: "user.put", user: { id: user.id, isGuest: false, email: "feed@example.org" } },
  });
});

test("an export holds all that is kept of the person, and nothing secret or of others", async () => {
  const browser = await account("export@example.org");
  const { thread } = await browser.api.messages.send.mutate(newSend({ text: 'mine "quoted"' }));
  for (let i = 0; i < 3; i++) await browser.api.threads.create.mutate({ id: newId("thread") });
  const prompt = { id: newId("prompt"), name: "mine", description: "", text: "{{a|b}}" };
  await browser.api.prompts.save.mutate(prompt);
  await browser.api.drafts.save.mutate({ threadId: thread.id, text: "unsent", revision: 0 });
  const other = await account("export-other@example.org");
  await other.api.messages.send.mutate(newSend({ text: "not mine" }));
  const answer = await fetch(`${origin}/export`, {
    headers: { authorization: `Bearer ${browser.token}` },
  });
  expect(answer.headers.get("content-disposition")).toContain("attachment");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const text = await answer.text();
  const data = JSON.parse(text);
  expect(data.user.email).toBe("export@example.org");
  expect(data.threads).toHaveLength(4);
  expect(data.prompts).toMatchObject([prompt]);
  expect(data.drafts).toMatchObject([{ thread_id: thread.id, text: "unsent" }]);
  const exported = data.threads.find(({ id }: { id: string }) => id === thread.id);
  expect(exported.messages).toMatchObject([
    { role: "user", text: 'mine "quoted"' },
    { role: "assistant", status: "queued" },
  ]);
  expect(text).not.toContain("not mine");
  expect(text).not.toMatch(/argon2|hash|secret/i);
  expect((await fetch(`${origin}/export`)).status).toBe(401);
});

test("a deleted account leaves nothing behind but the line that says so", async () => {
  const browser = await account("gone@example.org");
  const { reply } = await browser.api.messages.send.mutate(newSend());
  const generationId = present(reply.generation).id;
  await sql`
    insert into chunks (generation_id, seq, attempt, kind, body) values (${generationId}, 1, 1, 'text', 'x')`;
  const { id } = await browser.api.auth.me.query();
  const countOf = async (table: string) =>
    (await sql`select 1 from ${sql(table)} where user_id = ${id}`).length;
  const tables = ["threads", "messages", "generations", "auth_sessions", "feed_events"];
  for (const table of tables) expect([table, await countOf(table)]).not.toEqual([table, 0]);
  const chunks = () => sql`select 1 from chunks where generation_id = ${generationId}`;
  expect(await chunks()).not.toHaveLength(0);
  using socket = await openRawSocket(origin, { token: browser.token ?? "" });
  socket.send({ id: 1, method: "query", params: { path: "auth.me" } });
  await socket.next((answer) => answer.id === 1);
  const wrong = browser.api.account.delete.mutate({ password: "not it at all" });
  expect(await codeOf(wrong)).toBe("wrong_credentials");
  await browser.api.account.delete.mutate({ password: goodPassword });
  expect(browser.cookie).toBeNull();
  await untilRefused(socket);
  for (const table of tables) expect([table, await countOf(table)]).toEqual([table, 0]);
  expect(await sql`select 1 from users where id = ${id}`).toHaveLength(0);
  expect(await chunks()).toHaveLength(0);
  expect(await kindsTo("gone@example.org")).toEqual(["accountDeleted"]);
  const [line] =
    await sql`select kind from audit_events where user_id = ${id} order by seq desc limit 1`;
  expect(line).toEqual({ kind: "account_deleted" });
  const signIn = newBrowser(origin).api.auth.signIn.mutate({
    email: "gone@example.org",
    password: goodPassword,
  });
  expect(await codeOf(signIn)).toBe("wrong_credentials");
});

test("a guest deletes all that is theirs without a password", async () => {
  const browser = newBrowser(origin);
  await browser.visit();
  await browser.api.messages.send.mutate(newSend());
  await browser.api.account.delete.mutate({ password: null });
  expect(await codeOf(browser.api.auth.me.query())).toBe("unauthenticated");
});

test("the audit log says who, what and from where, and holds no secret", async () => {
  const browser = await account("audit@example.org");
  const { id } = await browser.api.auth.me.query();
  const wrong = { email: "audit@example.org", password: "not it at all" };
  await codeOf(newBrowser(origin).api.auth.signIn.mutate(wrong));
  await signedInBrowser(origin, "audit@example.org");
  const lines = await sql`select * from audit_events where user_id = ${id} order by seq`;
  expect(lines.map((line) => line["kind"])).toEqual(["registered", "sign_in_failed", "signed_in"]);
  for (const line of lines) expect(line["address"]).toBe("127.0.0.1");
  expect(lines.map((line) => line["actor_id"])).toEqual([id, null, id]);
  expect(JSON.stringify(lines)).not.toMatch(/not it at all|correct horse|argon2/);
});
