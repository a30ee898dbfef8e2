import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import type { Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import {
  goodPassword,
  linkTo,
  mailsTo,
  newAccount,
  signedInBrowser,
} from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { startTwoNodes, type TwoNodes } from "../../../testing/server/two-nodes.ts";
import { newSend, refusalOf } from "../../../testing/server/visitor.ts";
import { policies } from "../../platform/limits/policies.ts";
import { untilTrue } from "../../../testing/until.ts";

// Who may be a guest: on every way in, over two nodes of one server.

let app: App;
let other: App;
let sql: Sql;
let admin: Browser;

let nodes: TwoNodes;

beforeAll(async () => {
  nodes = await startTwoNodes();
  ({ app, other, sql, admin } = nodes);
});
afterAll(() => nodes?.[Symbol.asyncDispose]());

beforeEach(async () => {
  await sql`delete from server_settings where name = 'guests'`;
});

async function guest(): Promise<Browser> {
  const browser = newBrowser(other.origin);
  await browser.visit();
  return browser;
}

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

const audited = async (kind: string) =>
  (await admin.api.admin.audit.query({})).events.find((event) => event.kind === kind)?.details;

describe("guests", () => {
  const turnOff = () => admin.api.admin.entry.setGuests.mutate({ guests: "off" });

  test("are not let in while they are off: neither by a page nor by the API", async () => {
    await turnOff();
    const [before] = await sql`select count(*)::int as n from users`;
    expect(await codeOf(guest())).toBe("unauthenticated");
    const answer = await fetch(`${other.origin}/api/create-session`, { method: "POST" });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect((await sql`select count(*)::int as n from users`)[0]).toEqual(before);
    expect(await audited("guests_changed")).toEqual({ name: "off" });
  });

  test("who are not let in leave others of their address free to register", async () => {
    await turnOff();
    const { databaseUrl } = app;
    const config = { role: "web", logLevel: "silent", rateLimits: true } as const;
    await using limited = await startTestApp({ databaseUrl, config });
    const { api } = newBrowser(limited.origin);
    for (let visit = 0; visit <= policies.newGuest.points; visit++)
      expect(await codeOf(api.auth.guest.mutate({}))).toBe("unauthenticated");
    const answer = await api.auth.signUp.mutate({
      email: "neighbour@example.org",
      password: goodPassword,
    });
    expect(answer).toEqual({ done: false, grant: null });
  });

  test("who are in are out within two seconds, with their sockets and client secrets", async () => {
    const browser = await guest();
    const { clientSecret } = await browser.api.sessions.create.mutate({});
    using socket = await openRawSocket(other.origin, { token: browser.token ?? "" });
    socket.send({ id: 1, method: "query", params: { path: "auth.me" } });
    await socket.next();
    const startedAt = performance.now();
    await turnOff();
    // An idle socket too, on another node than the admin's.
    expect((await socket.closed).code).toBe(4401);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(await codeOf(browser.api.auth.me.query())).toBe("unauthenticated");
    expect(await codeOf(browser.api.auth.refresh.mutate({}))).toBe("unauthenticated");
    const headers = { authorization: `Bearer ${clientSecret}` };
    const asked = await fetch(`${other.origin}/trpc/auth.me`, { headers });
    expect(asked.status).toBe(401);
    // Letting them in again brings the same guest back.
    await admin.api.admin.entry.setGuests.mutate({ guests: "on" });
    expect((await browser.visit()).user.isGuest).toBe(true);
  });

  test("take their chats along when they register or sign in", async () => {
    await newAccount({ origin: app.origin, sql }, "has-one@example.org");
    const [stays, goes] = [await guest(), await guest()];
    const { thread } = await stays.api.messages.send.mutate(newSend());
    const { thread: moved } = await goes.api.messages.send.mutate(newSend());
    await turnOff();
    await stays.api.auth.signUp.mutate({ email: "stays@example.org", password: goodPassword });
    await stays.api.auth.verifyEmail.mutate({
      secret: await linkTo(sql, "stays@example.org", "verifyEmail"),
    });
    const { user } = await stays.visit();
    expect(user).toMatchObject({ email: "stays@example.org", isGuest: false });
    const listed = await stays.api.threads.list.query();
    expect(listed.threads.map(({ id }) => id)).toEqual([thread.id]);
    const given = { email: "has-one@example.org", password: goodPassword };
    goes.use(await goes.api.auth.signIn.mutate(given));
    expect((await goes.api.threads.list.query()).threads.map(({ id }) => id)).toEqual([moved.id]);
  });

  test("a stranger registers without becoming one, and nothing opens before the link", async () => {
    await turnOff();
    const stranger = newBrowser(other.origin);
    const email = "stranger@example.org";
    const answer = await stranger.api.auth.signUp.mutate({ email, password: goodPassword });
    expect(answer).toEqual({ done: false, grant: null });
    expect(stranger.cookie).toBeNull();
    await stranger.api.auth.verifyEmail.mutate({
      secret: await linkTo(sql, email, "verifyEmail"),
      password: goodPassword,
    });
    const { api } = await signedInBrowser(other.origin, email);
    expect(await api.auth.me.query()).toMatchObject({ email, isGuest: false, role: "user" });
    expect(await codeOf(stranger.api.auth.refresh.mutate({}))).toBe("unauthenticated");
  });

  test("a stranger whose registration is refused leaves no user behind", async () => {
    await turnOff();
    const users = async () => (await sql`select count(*)::int as n from users`)[0]?.["n"];
    const before = await users();
    const wanted = { email: "weak@example.org", password: "password" };
    expect(await codeOf(newBrowser(app.origin).api.auth.signUp.mutate(wanted))).toBe(
      "weak_password",
    );
    expect(await users()).toBe(before);
  });

  test("a stranger learns nothing about an address by registering it", async () => {
    await turnOff();
    await newAccountOfStranger("owned@example.org");
    const signUp = (email: string) =>
      newBrowser(app.origin).api.auth.signUp.mutate({ email, password: goodPassword });
    expect(await signUp("owned@example.org")).toEqual(await signUp("free-one@example.org"));
    expect((await mailsTo(sql, "owned@example.org")).at(-1)).toEqual({ kind: "alreadyRegistered" });
  });

  test("read what was shared with everyone", async () => {
    const { api } = await newAccount({ origin: app.origin, sql }, "sharer@example.org");
    const { thread } = await api.messages.send.mutate(newSend());
    await untilTrue("the reply has ended", async () => {
      const [row] = await sql`select status from generations where thread_id = ${thread.id}`;
      return row?.["status"] === "completed";
    });
    const share = await api.shares.create.mutate({
      id: newId("share"),
      threadId: thread.id,
      audience: "public",
      password: null,
      expiresInHours: null,
      hasThoughts: false,
      hasFiles: false,
    });
    await turnOff();
    const page = await fetch(`${other.origin}${share.path}`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("hello")]);
  });

  test("who has an account signs in as ever, and programs' users are no guests", async () => {
    const { api } = await newAccount({ origin: app.origin, sql }, "program@example.org");
    const { secret } = await api.apiKeys.create.mutate({ name: "program", scopes: ["chat"] });
    await turnOff();
    const answer = await fetch(`${app.origin}/v1/chatkit/sessions`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "openai-beta": "chatkit_beta=v1",
        authorization: `Bearer ${secret}`,
      },
      body: JSON.stringify({ user: "someone", workflow: { id: "wf_default" } }),
    });
    const { client_secret: clientSecret } = await answer.json();
    const me = await fetch(`${app.origin}/trpc/auth.me`, {
      headers: { authorization: `Bearer ${clientSecret}` },
    });
    expect(me.status).toBe(200);
    await signedInBrowser(app.origin, "program@example.org");
  });
});

async function newAccountOfStranger(email: string): Promise<void> {
  const { api } = newBrowser(app.origin);
  await api.auth.signUp.mutate({ email, password: goodPassword });
  const secret = await linkTo(sql, email, "verifyEmail");
  await api.auth.verifyEmail.mutate({ secret, password: goodPassword });
}
