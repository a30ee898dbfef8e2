import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../app/app.ts";
import { newAccount, signedInBrowser } from "../../testing/server/accounts.ts";
import type { Browser } from "../../testing/server/browser.ts";
import { openChatSocket } from "../../testing/server/chat-socket.ts";
import {
  type PushBrowser,
  startPushService,
  type TestPushService,
} from "../../testing/server/push-service.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../testing/server/visitor.ts";
import { until } from "../../testing/until.ts";

const resources = new AsyncDisposableStack();
const contact = "mailto:ops@example.org";
let service: TestPushService;
/** Two nodes that share a database; jobs run on both. */
let app: App;
let other: App;
let sql: Sql;

beforeAll(async () => {
  service = resources.use(startPushService());
  const push = { contact, ownServices: [service.origin] };
  app = resources.use(await startTestApp({ config: { logLevel: "silent", push } }));
  const { databaseUrl } = app;
  other = resources.use(await startTestApp({ databaseUrl, config: { logLevel: "silent", push } }));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
}, 60_000);
afterAll(() => resources.disposeAsync());

/** Turns notifications on in a browser. */
async function turnOn({ api }: Pick<Browser, "api">): Promise<PushBrowser & { id: string }> {
  const browser = await service.newBrowser();
  const { serverKey } = await api.push.get.query();
  const { endpoint, keys } = browser;
  const { id } = await api.push.subscribe.mutate({ endpoint, keys, serverKey: serverKey ?? "" });
  return { ...browser, id };
}

/** Asks something, and waits for the whole reply without looking at the thread. */
async function ask(
  { api, token }: Pick<Browser, "api" | "token">,
  text = "what is 2 + 2?",
): Promise<{ threadId: string; generationId: string }> {
  const { thread, reply } = await api.messages.send.mutate(newSend({ text }));
  using socket = openChatSocket(app.origin, token ?? "");
  const generationId = reply.generation?.id ?? "";
  await socket.watch(generationId);
  return { threadId: thread.id, generationId };
}

/** Resolves with the states of a reply's push jobs, once none is waiting or running. */
function endOfJobs(generationId: string): Promise<string[]> {
  return until("the end of the push jobs", async () => {
    const jobs = await sql<{ state: string }[]>`
      select state from pgboss.job where name = 'push' and data ->> 'generationId' = ${generationId}`;
    const states = jobs.map(({ state }) => state);
    return states.every((state) => state === "completed" || state === "failed")
      ? states
      : undefined;
  });
}

test("a reply that no tab has shown is announced once on each device, signed and encrypted", async () => {
  const ann = await newAccount({ origin: app.origin, sql }, "ann@example.org");
  const phone = await signedInBrowser(other.origin, "ann@example.org");
  const [desk, pocket] = [await turnOn(ann), await turnOn(phone)];
  const { threadId, generationId } = await ask(ann);
  const [push, same] = await Promise.all([desk.push(0), pocket.push(0)]);
  expect(push.message).toEqual({
    tag: threadId,
    title: "ChatKit",
    body: "A reply is ready.",
    path: `/t/${threadId}`,
    lang: "en",
    dir: "ltr",
  });
  expect(same.message).toEqual(push.message);
  expect(push.claims).toMatchObject({ aud: service.origin, sub: contact });
  const lifetime = push.claims.exp - Date.now() / 1_000;
  expect(lifetime).toBeGreaterThan(3_600);
  expect(lifetime).toBeLessThanOrEqual(86_400);
  expect(push.serverKey).toBe((await ann.api.push.get.query()).serverKey ?? "");
  expect(push.headers.get("content-encoding")).toBe("aes128gcm");
  expect(push.headers.get("ttl")).toBe("43200");
  expect(push.headers.get("topic")).toMatch(/^[\w-]{32}$/);
  expect(await endOfJobs(generationId)).toEqual(["completed", "completed"]);
  expect([desk.arrived.length, pocket.arrived.length]).toEqual([1, 1]);
}, 60_000);

test("the title and the first words are shown only to those who want that, cut and without Markdown", async () => {
  const { user, ...bob } = await newVisitor(app.origin);
  const device = await turnOn(bob);
  await bob.api.push.setPreferences.mutate({ showText: true, quiet: null });
  const { threadId } = await ask(bob);
  await sql`
    update threads set title = ${"A **long** title ".repeat(10)} where id = ${threadId}`;
  await sql`
    update messages set text = ${`# Heading\n\nSome *words* 👋${"😀".repeat(5_000)}`}
    where thread_id = ${threadId} and role = 'assistant'`;
  const { message, bytes } = await device.push(0);
  expect(message.title).toMatch(/^A long title .*…$/);
  expect(message.title.length).toBeLessThanOrEqual(101);
  expect(message.body).toMatch(/^Heading Some words 👋(😀)+…$/u);
  expect(message.body.length).toBeLessThanOrEqual(201);
  expect(bytes).toBeLessThan(3_000);
  expect(user.isGuest).toBe(true);
}, 60_000);

test("several replies in one chat are one notification: one topic, one tag; another chat has its own", async () => {
  const eve = await newVisitor(app.origin);
  const device = await turnOn(eve);
  const { threadId } = await ask(eve);
  await device.push(0);
  const { messages } = await eve.api.messages.list.query({ threadId });
  const parentId = messages.find(({ role }) => role === "assistant")?.id ?? "";
  await eve.api.messages.send.mutate(newSend({ threadId, parentId }));
  await device.push(1);
  await ask(eve);
  await device.push(2);
  const topics = device.arrived.map(({ headers }) => headers.get("topic"));
  const tags = device.arrived.map(({ message }) => message.tag);
  expect([topics[1], tags[1]]).toEqual([topics[0], tags[0]]);
  expect(topics[2]).not.toBe(topics[0]);
  expect(tags[2]).not.toBe(tags[0]);
}, 60_000);

test("what a tab has shown, and what a person stopped, is not announced", async () => {
  const joe = await newVisitor(app.origin);
  const tab = await turnOn(joe);
  const read = await ask(joe);
  await joe.api.threads.markRead.mutate({ threadId: read.threadId });
  const noticed = await ask(joe);
  await joe.api.push.noticed.mutate();
  const trashed = await ask(joe);
  await joe.api.threads.trash.mutate({ threadIds: [trashed.threadId] });
  const slow = await joe.api.messages.send.mutate(
    newSend({ text: "write a poem of a thousand lines" }),
  );
  const stopped = slow.reply.generation?.id ?? "";
  await joe.api.generations.stop.mutate({ generationId: stopped });
  for (const { generationId } of [read, noticed, trashed])
    expect(await endOfJobs(generationId)).toEqual(["completed"]);
  expect(await endOfJobs(stopped)).toEqual([]);
  expect(tab.arrived).toEqual([]);
  // A notice counts for what had ended by then, not for what ends later.
  await ask(joe);
  expect((await tab.push(0)).message.body).toBe("A reply is ready.");
}, 60_000);

test("temporary chats and those of programs are not announced", async () => {
  const kim = await newVisitor(app.origin);
  await turnOn(kim);
  const { sent } = await kim.api.messages.say.mutate({ ...newSend(), temporary: true });
  const { clientSecret } = await kim.api.sessions.create.mutate();
  const program = await apiAs(app.origin, clientSecret).messages.send.mutate(newSend());
  using socket = openChatSocket(app.origin, kim.token);
  for (const reply of [sent?.reply, program.reply]) {
    const generationId = reply?.generation?.id ?? "";
    await socket.watch(generationId);
    expect(generationId).not.toBe("");
    expect(await endOfJobs(generationId)).toEqual([]);
  }
}, 60_000);

test("a test comes to the device that asks, whatever the hour", async () => {
  const lea = await newVisitor(app.origin);
  expect((await refusalOf(lea.api.push.test.mutate())).code).toBe("not_found");
  const device = await turnOn(lea);
  await lea.api.push.setPreferences.mutate({ showText: false, quiet: { from: 1, until: 0 } });
  await lea.api.push.test.mutate();
  expect((await device.push(0)).message).toMatchObject({
    tag: "test",
    body: "Notifications work on this device.",
    path: "/settings/notifications",
  });
}, 60_000);

test("a failed reply is announced as such, in the person's language", async () => {
  const max = await newVisitor(app.origin);
  const device = await turnOn(max);
  await sql`update users set language = 'ar' where id = ${max.user.id}`;
  const { generationId } = await ask(max);
  await sql`update generations set status = 'failed' where id = ${generationId}`;
  expect((await device.push(0)).message).toMatchObject({
    body: "تعذّر إكمال الرد.",
    lang: "ar",
    dir: "rtl",
  });
}, 60_000);
