import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import {
  goodPassword,
  linkTo,
  mailsTo,
  newAdmin,
  signedInBrowser,
} from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { untilUnauthenticated } from "../../../testing/server/procedures.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, refusalOf } from "../../../testing/server/visitor.ts";
import { until } from "../../../testing/until.ts";

// Accounts that admins create, on a server with mail and on one without.

let app: App;
let quiet: App;
let sql: Sql;
let admin: Browser;

beforeAll(async () => {
  const config = { role: "web", logLevel: "silent" } as const;
  app = await startTestApp({ config });
  const { databaseUrl } = app;
  quiet = await startTestApp({ databaseUrl, config: { ...config, production: true } });
  sql = postgres(databaseUrl, { max: 2 });
  admin = await newAdmin({ origin: app.origin, sql });
  await admin.api.admin.entry.setSignUp.mutate({ mode: "closed" });
});

afterAll(async () => {
  await sql?.end();
  for (const node of [quiet, app]) await node?.[Symbol.asyncDispose]();
});

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const create = (emails: string[], { api } = admin) =>
  api.admin.users.create.mutate({ users: emails.map((email) => ({ email })) });
const listed = async (email: string) =>
  (await admin.api.admin.users.list.query({ search: email })).users[0];

test("a person gets a mail, chooses a password and is in, though registration is closed", async () => {
  const email = "new@example.org";
  expect(await create(["New@Example.org"])).toEqual([{ email, outcome: "created", secret: null }]);
  expect(await listed(email)).toMatchObject({ hasWayIn: false, isVerified: false });
  // A guest's chats come along.
  const browser = newBrowser(app.origin);
  await browser.visit();
  const { thread } = await browser.api.messages.send.mutate(newSend());
  const secret = await linkTo(sql, email, "accountCreated");
  await browser.api.auth.resetPassword.mutate({ secret, password: goodPassword });
  browser.use(await browser.api.auth.signIn.mutate({ email, password: goodPassword }));
  expect((await browser.api.threads.list.query()).threads.map(({ id }) => id)).toEqual([thread.id]);
  expect(await listed(email)).toMatchObject({ hasWayIn: true, isVerified: true, role: "user" });
  const kinds = (await mailsTo(sql, email)).map(({ kind }) => kind);
  expect(kinds.slice(0, 2)).toEqual(["accountCreated", "welcome"]);
  const { events } = await admin.api.admin.audit.query({});
  expect(events.find(({ kind }) => kind === "user_created")).toMatchObject({
    actor: { email: "admin@example.org" },
    user: { email },
  });
});

test("the link works for a week, once, and is gone with the first password", async () => {
  await create(["slow@example.org"]);
  const [row] = await sql`
    select extract(epoch from expires_at - now())::float8 / 86400 as days from one_time_tokens
    where email = 'slow@example.org'`;
  expect(row?.["days"]).toBeGreaterThan(6.9);
  expect(row?.["days"]).toBeLessThanOrEqual(7);
  const first = await linkTo(sql, "slow@example.org", "accountCreated");
  const { id: userId = "" } = (await listed("slow@example.org")) ?? {};
  expect(await admin.api.admin.users.sendLink.mutate({ userId })).toEqual({ secret: null });
  const second = await linkTo(sql, "slow@example.org", "accountCreated");
  const { api } = newBrowser(app.origin);
  await api.auth.resetPassword.mutate({ secret: second, password: goodPassword });
  for (const secret of [first, second])
    expect(await codeOf(api.auth.resetPassword.mutate({ secret, password: goodPassword }))).toBe(
      "invalid_link",
    );
  // From now on, no admin gets a link into the account.
  expect(await codeOf(admin.api.admin.users.sendLink.mutate({ userId }))).toBe("conflict");
});

test("an empty account opens to no password, and may be set up by a forgotten one", async () => {
  await create(["empty@example.org"]);
  const { api } = newBrowser(app.origin);
  for (const password of ["", " ", goodPassword])
    expect(["wrong_credentials", "invalid_input"]).toContain(
      await codeOf(api.auth.signIn.mutate({ email: "empty@example.org", password })),
    );
  await api.auth.requestPasswordReset.mutate({ email: "empty@example.org" });
  const secret = await linkTo(sql, "empty@example.org", "resetPassword");
  await api.auth.resetPassword.mutate({ secret, password: goodPassword });
  await signedInBrowser(app.origin, "empty@example.org");
});

test("without mail the admin gets the links, once each", async () => {
  const boss = await signedInBrowser(quiet.origin, "admin@example.org");
  const [made] = await create(["paper@example.org"], boss);
  expect(made).toMatchObject({ outcome: "created" });
  const secret = made?.secret ?? "";
  const { id: userId = "" } = (await listed("paper@example.org")) ?? {};
  const again = await boss.api.admin.users.sendLink.mutate({ userId });
  const { api } = newBrowser(quiet.origin);
  const choose = (chosen: string) =>
    api.auth.resetPassword.mutate({ secret: chosen, password: goodPassword });
  // The one before may have reached the wrong person.
  expect(await codeOf(choose(secret))).toBe("invalid_link");
  await choose(again.secret ?? "");
  await signedInBrowser(quiet.origin, "paper@example.org");
});

test("a list is sent again without harm, and two admins may send the same one at once", async () => {
  const emails = Array.from({ length: 60 }, (_, at) => `list-${at}@example.org`);
  const orders = [emails, emails.toReversed()];
  const both = await Promise.all(orders.map((order) => create(order)));
  const outcomes = both.flat().map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === "created")).toHaveLength(60);
  expect(both[0]?.map(({ email }) => email)).toEqual(emails);
  const again = await create(["admin@example.org", "twice@example.org", "TWICE@example.org"]);
  expect(again.map(({ outcome }) => outcome).toSorted()).toEqual(["created", "exists", "exists"]);
  expect((await listed("admin@example.org"))?.role).toBe("admin");
  const mixed = await create(["no address", "good@example.org"]);
  expect(mixed.map(({ outcome }) => outcome)).toEqual(["invalid", "created"]);
});

test("an admin signs a person out on all devices within two seconds", async () => {
  await create(["device@example.org"]);
  const secret = await linkTo(sql, "device@example.org", "accountCreated");
  await newBrowser(app.origin).api.auth.resetPassword.mutate({ secret, password: goodPassword });
  const [one, other] = [
    await signedInBrowser(app.origin, "device@example.org"),
    await signedInBrowser(quiet.origin, "device@example.org"),
  ];
  const { id: userId } = await one.api.auth.me.query();
  await other.api.auth.me.query();
  await admin.api.admin.users.endSessions.mutate({ userId });
  for (const { api } of [one, other]) await untilUnauthenticated(() => api.auth.me.query());
  expect(await codeOf(one.api.auth.refresh.mutate({}))).toBe("unauthenticated");
  const { events } = await admin.api.admin.audit.query({});
  expect(events.find(({ kind }) => kind === "sessions_ended")?.details).toEqual({ name: "2" });
});

test("an admin's API key makes nothing that outlasts it: no account, link, invitation or admin", async () => {
  const email = "lasting@example.org";
  await create([email]);
  const { id: userId = "" } = (await listed(email)) ?? {};
  const key = await admin.api.apiKeys.create.mutate({ name: "sync", scopes: ["admin"] });
  const { users, invitations } = apiAs(app.origin, key.secret).admin;
  expect((await users.list.query({ search: email })).users).toHaveLength(1);
  const invitation = { id: newId("invitation"), name: "", grants: "admin", maxUses: 1 } as const;
  const makings = [
    users.create.mutate({ users: [{ email: "made@example.org", role: "admin" }] }),
    users.sendLink.mutate({ userId }),
    users.promote.mutate({ userId }),
    invitations.create.mutate({ ...invitation, expiresInHours: 1 }),
  ];
  for (const making of makings) expect(await codeOf(making)).toBe("forbidden");
  expect(await listed("made@example.org")).toBeUndefined();
  expect(await listed(email)).toMatchObject({ role: "user" });
});

test("an admin who has chosen no password yet does not stand in for the last one", async () => {
  await admin.api.admin.users.create.mutate({
    users: [{ email: "absent@example.org", role: "admin" }],
  });
  const { id: userId } = await admin.api.auth.me.query();
  const leave = () => admin.api.admin.users.demote.mutate({ userId });
  expect(await codeOf(leave())).toBe("conflict");
  const secret = await linkTo(sql, "absent@example.org", "accountCreated");
  await newBrowser(app.origin).api.auth.resetPassword.mutate({ secret, password: goodPassword });
  await leave();
  const { api } = await signedInBrowser(app.origin, "absent@example.org");
  await api.admin.users.promote.mutate({ userId });
  await until("the server knows its admin again", () =>
    admin.api.admin.users.list.query({}).catch(() => undefined),
  );
});

test("only admins do any of this, and only to accounts", async () => {
  const guest = newBrowser(app.origin);
  const { user } = await guest.visit();
  expect(await codeOf(create(["x@example.org"], guest))).toBe("forbidden");
  for (const userId of [user.id, newId("user")])
    for (const action of ["sendLink", "endSessions"] as const)
      expect(await codeOf(admin.api.admin.users[action].mutate({ userId }))).toBe("not_found");
  expect(await codeOf(create([]))).toBe("invalid_input");
  expect(await codeOf(create(Array.from({ length: 101 }, (_, at) => `x${at}@x.org`)))).toBe(
    "invalid_input",
  );
});
