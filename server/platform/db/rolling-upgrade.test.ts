import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { oldestBeside } from "./migrations/oldest-beside.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";

// Nodes of two versions run side by side while one replaces the other, so what a new version does
// to the tables must not disturb the old one.

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let old: App;
let sql: Sql;
beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  old = resources.use(await startTestApp({ providerUrl: provider.url }));
  sql = postgres(old.databaseUrl, { max: 1, onnotice: () => {} });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync());

const tables = [
  "users",
  "auth_sessions",
  "workflows",
  "threads",
  "messages",
  "queued_messages",
  "generations",
  "chunks",
  "feed_events",
];

/** What a migration may do, to every table. */
async function upgrade(step: number): Promise<void> {
  for (const table of tables) {
    await sql`alter table ${sql(table)} add column ${sql(`added_${step}`)} integer not null default 0`;
    await sql`create index on ${sql(table)} (${sql(`added_${step}`)})`;
  }
}

describe("while the tables grow under it, a node", () => {
  test("goes on with the reply it is writing, and with everything else", async () => {
    const visitor = await newVisitor(old.origin);
    using socket = openChatSocket(old.origin, visitor.token);
    // Every statement has been prepared before the tables change.
    const before = await socket.api.messages.send.mutate(newSend());
    await socket.watch(before.reply.generation?.id ?? "");
    const { thread, reply } = await socket.api.messages.send.mutate(newSend({ text: "[[gate]]" }));
    await provider.waitForRequest(2);
    provider.push("before, ", 2);
    const generationId = reply.generation?.id ?? "";
    const seen = await socket.watch(generationId, { enough: ({ text }) => text === "before, " });
    await upgrade(1);
    provider.push("after", 2);
    provider.release(2);
    const whole = await socket.watch(generationId, { seen });
    expect(whole).toMatchObject({ text: "before, after", final: { status: "completed" } });
    const page = await socket.api.messages.list.query({ threadId: thread.id });
    expect(page.messages.at(-1)).toMatchObject({ text: "before, after" });
  });

  test("takes new people and messages, and a new node joins it", async () => {
    await upgrade(2);
    const { databaseUrl } = old;
    await using next = await startTestApp({ databaseUrl, providerUrl: provider.url });
    for (const origin of [old.origin, next.origin]) {
      const visitor = await newVisitor(origin);
      using socket = openChatSocket(origin, visitor.token);
      const { reply } = await socket.api.messages.send.mutate(newSend({ text: "hello" }));
      const watched = await socket.watch(reply.generation?.id ?? "");
      expect(watched).toMatchObject({ text: "hello", final: { status: "completed" } });
    }
  });
});

const drops = /\bDROP (TABLE|COLUMN)|\bRENAME\b|\bSET DATA TYPE\b|\bSET NOT NULL\b/;

/** Names the newest migration of a release that no longer uses what the file takes away. */
const unusedSince = /^-- UNUSED SINCE (\S+)/m;

test("migrations only add, or take away what no release uses that can run beside this one", async () => {
  const folder = join(import.meta.dirname, "../../../drizzle");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
  expect(files.length).toBeGreaterThan(2);
  expect(files).toContain(`${oldestBeside}.sql`);
  for (const name of files.slice(1)) {
    const text = (await Bun.file(join(folder, name)).text()).toUpperCase();
    const since = unusedSince.exec(text)?.[1];
    const takesAway = drops.exec(text)?.[0];
    const mayTakeAway = since !== undefined && since <= oldestBeside.toUpperCase();
    expect([name, mayTakeAway ? undefined : takesAway]).toEqual([name, undefined]);
    const bare = /ADD COLUMN (?:(?!DEFAULT)[^;])*NOT NULL(?:(?!DEFAULT)[^;])*;/.exec(text);
    expect([name, bare?.[0]]).toEqual([name, undefined]);
  }
});
