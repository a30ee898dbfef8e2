import { afterAll, beforeAll, expect, test } from "bun:test";
import { cleanUp } from "../app/clean-up.ts";
import { goodPassword, newAccount, signedInBrowser } from "../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../testing/server/browser.ts";
import type { PushBrowser } from "../../testing/server/push-service.ts";
import { openPushStage, type PushStage } from "../../testing/server/push-stage.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { apiAs, newVisitor, refusalOf } from "../../testing/server/visitor.ts";
import { mostDevices } from "./subscribe.ts";

const resources = new AsyncDisposableStack();
let stage: PushStage;
beforeAll(async () => {
  stage = resources.use(await openPushStage());
}, 60_000);
afterAll(() => resources.disposeAsync());

type Subscribed = PushBrowser & { id: string };

/** Subscribes with an address of the test's push service, or with changes. */
async function subscribe(
  { api }: Pick<Browser, "api">,
  change: { endpoint?: string; keys?: PushBrowser["keys"]; serverKey?: string } = {},
): Promise<Subscribed> {
  const browser = { ...(await stage.service.newBrowser()), ...change };
  const { endpoint, keys } = browser;
  const serverKey = change.serverKey ?? (await api.push.get.query()).serverKey ?? "";
  const { id } = await api.push.subscribe.mutate({ endpoint, keys, serverKey });
  return { ...browser, id };
}

const newPerson = (email: string) =>
  newAccount({ origin: stage.app.origin, sql: stage.sql }, email);

const owners = () => stage.sql<{ id: string; userId: string }[]>`
  select id, user_id as "userId" from push_subscriptions`;

const isLeft = async ({ id }: Subscribed) => (await owners()).some((row) => row.id === id);

test("addresses that the server does not call, and keys that are none, are refused", async () => {
  const ann = await newVisitor(stage.app.origin);
  const { keys } = await stage.service.newBrowser();
  const point = Buffer.alloc(65, 4).toString("base64url");
  for (const change of [
    { endpoint: "http://push.example.org/x" },
    { endpoint: "https://127.0.0.1/x" },
    { endpoint: "https://[::1]/x" },
    { endpoint: "https://localhost/x" },
    { endpoint: "https://push.example.org:22/x" },
    { endpoint: `https://push.example.org/${"x".repeat(1_024)}` },
    { keys: { ...keys, p256dh: point } },
    { keys: { ...keys, auth: "short" } },
  ])
    expect((await refusalOf(subscribe(ann, change))).code).toBe("invalid_input");
  expect((await refusalOf(subscribe(ann, { serverKey: "other" }))).code).toBe("conflict");
  expect(await stage.devicesOf(ann)).toEqual([]);
});

test("repeating a subscription changes nothing, and a browser's new one replaces its old one", async () => {
  const ann = await newVisitor(stage.app.origin);
  const first = await subscribe(ann);
  const { endpoint, keys } = first;
  const again = await Promise.all([1, 2, 3].map(() => subscribe(ann, { endpoint, keys })));
  expect(again.map(({ id }) => id)).toEqual([first.id, first.id, first.id]);
  const [one, other] = await Promise.all([subscribe(ann), subscribe(ann)]);
  const left = await stage.devicesOf(ann);
  expect(left).toHaveLength(1);
  expect([[one.id], [other.id]]).toContainEqual(left);
});

test("a person has ten devices at most; the one that was longest without a notification makes room", async () => {
  const ann = await newPerson("many@example.org");
  const devices: Subscribed[] = [await subscribe(ann)];
  for (let n = 1; n < mostDevices; n++)
    devices.push(await subscribe(await signedInBrowser(stage.app.origin, "many@example.org")));
  const [first, , , quietest] = devices;
  if (!first || !quietest) throw new Error("there are ten devices");
  await stage.sql`update push_subscriptions set last_used_at = now() where id = ${first.id}`;
  await stage.sql`
    update push_subscriptions set created_at = now() - interval '1 day' where id = ${quietest.id}`;
  const newest = await subscribe(await signedInBrowser(stage.app.origin, "many@example.org"));
  const left = await stage.devicesOf(ann);
  expect(left).toHaveLength(mostDevices);
  expect(left).toContain(newest.id);
  expect(devices.filter(({ id }) => !left.includes(id))).toEqual([quietest]);
}, 60_000);

test("the address of another user's browser is not taken over, unless by that browser", async () => {
  const [ann, bob] = [await newVisitor(stage.app.origin), await newVisitor(stage.app.origin)];
  const hers = await subscribe(ann);
  const { endpoint, keys } = hers;
  expect((await refusalOf(subscribe(bob, { endpoint }))).code).toBe("conflict");
  expect(await stage.devicesOf(ann)).toEqual([hers.id]);
  await subscribe(bob, { endpoint, keys });
  expect(await stage.devicesOf(ann)).toEqual([]);
  expect(await stage.devicesOf(bob)).toEqual([hers.id]);
});

test("a device is shown to its owner without the address of the others, and can be removed", async () => {
  const home = await newPerson("two@example.org");
  const away = await signedInBrowser(stage.app.origin, "two@example.org");
  const [desk, phone] = [await subscribe(home), await subscribe(away)];
  const { devices } = await home.api.push.get.query();
  expect(devices.map(({ id, isCurrent, endpoint }) => ({ id, isCurrent, endpoint }))).toEqual([
    { id: phone.id, isCurrent: false, endpoint: null },
    { id: desk.id, isCurrent: true, endpoint: desk.endpoint },
  ]);
  await home.api.push.unsubscribe.mutate({ id: phone.id });
  expect((await refusalOf(home.api.push.unsubscribe.mutate({ id: phone.id }))).code).toBe(
    "not_found",
  );
  expect(await stage.devicesOf(away)).toEqual([desk.id]);
});

test("signing out, in whatever way, ends the notifications of that session", async () => {
  const email = "out@example.org";
  const home = await newPerson(email);
  const [a, b, c, d] = await Promise.all(
    [1, 2, 3, 4].map(() => signedInBrowser(stage.app.origin, email)),
  );
  if (!a || !b || !c || !d) throw new Error("four browsers were opened");
  const own = await subscribe(home);
  const devices = [await subscribe(a), await subscribe(b), await subscribe(c), await subscribe(d)];
  const isEach = () => Promise.all(devices.map(isLeft));
  await a.api.auth.signOut.mutate();
  expect(await isEach()).toEqual([false, true, true, true]);
  const sessions = await b.api.account.sessions.query();
  await home.api.account.revokeSession.mutate({ id: sessions.find((s) => s.isCurrent)?.id ?? "" });
  expect(await isEach()).toEqual([false, false, true, true]);
  await stage.sql`
    update auth_sessions set expires_at = now() - interval '1 second'
    where id = (select auth_session_id from push_subscriptions where id = ${devices[2]?.id ?? ""})`;
  await cleanUp(stage.deps.sql, new AbortController().signal);
  expect(await isEach()).toEqual([false, false, false, true]);
  const change = { currentPassword: goodPassword, password: "another good sentence" };
  await home.api.account.changePassword.mutate(change);
  expect(await isEach()).toEqual([false, false, false, false]);
  expect(await isLeft(own)).toBe(true);
  await home.api.account.signOutEverywhere.mutate();
  expect(await isLeft(own)).toBe(false);
}, 60_000);

test("deleting the account ends them", async () => {
  const ann = await newPerson("gone@example.org");
  const device = await subscribe(ann);
  expect(await isLeft(device)).toBe(true);
  await ann.api.account.delete.mutate({ password: goodPassword });
  expect(await isLeft(device)).toBe(false);
});

test("a guest who registers, or signs in, keeps them in the same browser", async () => {
  const guest = newBrowser(stage.app.origin);
  const { user } = await guest.visit();
  const first = await subscribe(guest);
  const account = { email: "kept@example.org", password: goodPassword };
  guest.use((await guest.api.auth.register.mutate(account)).grant);
  expect(await stage.devicesOf(guest)).toEqual([first.id]);
  expect((await guest.api.push.get.query()).devices[0]?.isCurrent).toBe(true);
  const other = newBrowser(stage.app.origin);
  await other.visit();
  const second = await subscribe(other);
  await newPerson("into@example.org");
  other.use(
    await other.api.auth.signIn.mutate({ email: "into@example.org", password: goodPassword }),
  );
  expect(await stage.devicesOf(other)).toEqual([second.id]);
  // An account's own notifications do not go over to the next one in the same browser.
  await newPerson("next@example.org");
  other.use(
    await other.api.auth.signIn.mutate({ email: "next@example.org", password: goodPassword }),
  );
  expect(await isLeft(second)).toBe(false);
  expect(user.isGuest).toBe(true);
}, 60_000);

test("an export says which devices there are, and not by which address", async () => {
  const ann = await newVisitor(stage.app.origin);
  const device = await subscribe(ann);
  const headers = { authorization: `Bearer ${ann.token}` };
  const text = await fetch(`${stage.app.origin}/export`, { headers }).then((a) => a.text());
  const exported = JSON.parse(text);
  const service = new URL(device.endpoint).host;
  expect(exported.pushSubscriptions).toMatchObject([{ id: device.id, push_service: service }]);
  expect(text).not.toContain(device.endpoint);
  expect(text).not.toContain(device.keys.auth);
});

test("a server that has turned them off says so, and lets devices be removed", async () => {
  const ann = await newVisitor(stage.app.origin);
  const device = await subscribe(ann);
  const { databaseUrl } = stage.app;
  const config = { role: "web", logLevel: "silent", push: null } as const;
  await using off = await startTestApp({ databaseUrl, config });
  const there = apiAs(off.origin, ann.token);
  expect((await there.push.get.query()).serverKey).toBeNull();
  const { endpoint, keys } = device;
  const subscription = { endpoint, keys, serverKey: "any" };
  expect((await refusalOf(there.push.subscribe.mutate(subscription))).code).toBe("forbidden");
  expect((await refusalOf(there.push.test.mutate())).code).toBe("forbidden");
  await there.push.unsubscribe.mutate({ id: device.id });
  expect(await stage.devicesOf(ann)).toEqual([]);
}, 60_000);
