import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSummariser } from "../../../testing/server/summary-stage.ts";
import type { App } from "../../app/app.ts";
import { exportAccount } from "../../people/accounts/export-account.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let sql: Sql;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ providerUrl: provider.url }));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
}, 30_000);
afterAll(() => resources.disposeAsync());

/** A person with a thread that is summarised up to its reply. */
async function summarised(origin = app.origin) {
  const person = resources.use(await newSummariser(origin));
  const threadId = newId("thread");
  const reply = await person.say("the colour is teal", { threadId, after: null });
  const { summary } = await person.summarise(reply.id);
  return { person, threadId, reply, summary: present(summary) };
}

async function summariesOf(messageId: string): Promise<number> {
  const rows = await sql`select 1 from summaries where message_id = ${messageId}`;
  return rows.length;
}

test("a summary goes with its thread", async () => {
  const { person, threadId, reply } = await summarised();
  expect(await summariesOf(reply.id)).toBe(1);
  await person.api.threads.delete.mutate({ threadId });
  expect(await summariesOf(reply.id)).toBe(0);
}, 30_000);

test("a summary goes with its account", async () => {
  const { reply, person } = await summarised();
  const { id } = await person.visitor.api.auth.me.query();
  expect(await summariesOf(reply.id)).toBe(1);
  await sql`delete from users where id = ${id}`;
  expect(await summariesOf(reply.id)).toBe(0);
}, 30_000);

test("a summary is in its person's export, and no other's", async () => {
  const { reply, person, summary } = await summarised();
  const { id } = await person.visitor.api.auth.me.query();
  const exported = async (userId: string) =>
    (await Array.fromAsync(exportAccount(sql, userId))).join("");
  const { threads } = JSON.parse(await exported(id));
  const message = threads[0].messages.find((each: { id: string }) => each.id === reply.id);
  expect(summary.text).not.toBe("");
  expect(message.summary).toBe(summary.text);
  const stranger = resources.use(await newSummariser(app.origin));
  const other = await stranger.visitor.api.auth.me.query();
  expect(await exported(other.id)).not.toContain(reply.id);
}, 30_000);

test("of a reply with thoughts, the words alone are summarised", async () => {
  const person = resources.use(await newSummariser(app.origin));
  const threadId = newId("thread");
  provider.setScenario("content-list");
  const reply = await person.say("think first", { threadId, after: null });
  expect(present(reply.parts).map(({ kind }) => kind)).toContain("reasoning");
  const thought = present(reply.parts?.find((part) => part.kind === "reasoning"));
  provider.setScenario("title text=IN-SHORT");
  const { summary } = await person.summarise(reply.id);
  expect(summary).toMatchObject({ status: "ready", text: "IN-SHORT" });
  const asked = JSON.stringify(provider.requests.findLast(({ kind }) => kind === "reply")?.body);
  expect(asked).toContain("think first");
  expect(thought.text).toBe("hm");
  expect(asked).not.toMatch(/\bhm\b/);
  provider.setScenario("echo");
}, 30_000);

test("the built-in model summarises too, in words of the conversation", async () => {
  await using offline = await startTestApp();
  const person = resources.use(await newSummariser(offline.origin));
  const threadId = newId("thread");
  const first = await person.say("What is 12 times 12?", { threadId, after: null });
  const { summary } = await person.summarise(first.id);
  expect(summary?.status).toBe("ready");
  expect(present(summary).text).toContain("144");
}, 30_000);
