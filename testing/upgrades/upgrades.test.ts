import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { migrationsFolder } from "../../server/platform/db/migrate.ts";
import { oldestBeside } from "../../server/platform/db/migrations/oldest-beside.ts";
import { readMigrations } from "../../server/platform/db/migrations/read-migrations.ts";
import { readReleases } from "../../server/platform/db/migrations/releases.ts";
import { readVersion } from "../../server/platform/read-version.ts";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import { type MockProvider, startMockProvider } from "../mock-provider/mock-provider.ts";
import { present } from "../present.ts";
import { signedInBrowser } from "../server/accounts.ts";
import type { Browser } from "../server/browser.ts";
import { openChatSocket } from "../server/chat-socket.ts";
import { startTestApp } from "../server/start-test-app.ts";
import { createTestDatabase } from "../server/test-database.ts";
import { apiAs, newSend } from "../server/visitor.ts";
import { until } from "../until.ts";
import { type KeptRelease, keptFileText, readKeptDump, readKeptReleases } from "./kept-release.ts";

// The databases of releases as they were, with what people had in them: see dump-release.ts.

const releases = await readKeptReleases();

let provider: MockProvider;
beforeAll(async () => {
  provider = await startMockProvider();
});
afterAll(() => provider?.[Symbol.asyncDispose]());

/** Puts a kept release's database in the place of another. */
async function restore(sql: Sql, release: KeptRelease): Promise<void> {
  for (const schema of ["public", "drizzle", "pgboss"])
    await sql`drop schema if exists ${sql(schema)} cascade`;
  await sql`create schema public`;
  await sql.unsafe(await readKeptDump(release));
}

test("the oldest release that can run beside this one is kept, so that the drill tries it", () => {
  expect(releases.map(({ newest }) => newest)).toContain(oldestBeside);
});

describe.each(releases)("an upgrade from $newest ($commit)", (release) => {
  const { data } = release;
  const resources = new AsyncDisposableStack();
  let origin: string;
  let sql: Sql;
  let ann: Browser;

  beforeAll(async () => {
    const { url } = resources.use(await createTestDatabase());
    // The dump sets its connection up for itself.
    const dumped = postgres(url, { max: 1, onnotice: () => {} });
    await restore(dumped, release);
    await dumped.end();
    sql = postgres(url, { max: 2, onnotice: () => {} });
    resources.defer(() => sql.end());
    const app = resources.use(await startTestApp({ databaseUrl: url, providerUrl: provider.url }));
    origin = app.origin;
    ann = await signedInBrowser(origin, data.email);
  });
  afterAll(() => resources.disposeAsync());

  const messagesOf = async (threadId: string) =>
    (await ann.api.messages.list.query({ threadId })).messages;

  test("records what has migrated it, and every migration is as it was", async () => {
    const known = new Map(
      (await readMigrations(migrationsFolder)).map(({ when, hash }) => [when, hash]),
    );
    const applied = await sql<{ at: string; hash: string }[]>`
      select created_at as at, hash from drizzle.__drizzle_migrations order by id`;
    expect(new Map(applied.map(({ at, hash }) => [Number(at), hash]))).toEqual(known);
    expect((await readReleases(sql))[0]?.release).toBe(await readVersion());
  });

  test("keeps chats with their branches, versions and ratings, and goes on with them", async () => {
    const { threadId, title, question, rated, edits } = data.branched;
    const { threads } = await ann.api.threads.list.query({});
    expect(threads.find(({ id }) => id === threadId)).toMatchObject({ title });
    const messages = await messagesOf(threadId);
    const first = present(messages.find(({ text }) => text === question));
    const replies = messages.filter(({ parentId }) => parentId === first.id);
    expect(replies).toHaveLength(2);
    const asked = messages.filter(({ parentId }) => parentId === rated);
    expect(asked.map(({ text }) => text).toSorted()).toEqual(edits.toSorted());
    const ratedReply = present(replies.find(({ id }) => id === rated));
    expect(ratedReply).toMatchObject({ feedback: { kind: "positive" } });
    expect(ratedReply.generation).toMatchObject({ status: "completed" });
    const send = newSend({ threadId, parentId: rated, text: "after the upgrade" });
    const { reply } = await ann.api.messages.send.mutate(send);
    using socket = openChatSocket(origin, present(ann.token));
    const { text, final } = await socket.watch(present(reply.generation).id);
    expect([text, final?.status]).toEqual(["after the upgrade", "completed"]);
  });

  test("keeps files", async () => {
    const { threadId, fileId, name } = data.withFile;
    const [message] = await messagesOf(threadId);
    expect(message).toMatchObject({ attachments: [{ id: fileId, name }] });
    const file = await fetch(`${origin}/api/attachments/${fileId}/content`, {
      headers: { authorization: `Bearer ${ann.token}` },
    });
    expect(await file.text()).toBe(keptFileText);
  });

  test("ends the reply that was being written when the server was killed", async () => {
    const { threadId, directive } = data.inFlight;
    const [message, reply] = await messagesOf(threadId);
    expect(message?.text).toBe(directive);
    using socket = openChatSocket(origin, present(ann.token));
    const { text, final } = await socket.watch(present(reply?.generation).id);
    expect([text, final?.status]).toEqual([expectedText(directive), "completed"]);
  });

  test("keeps API keys, and finds the messages of before", async () => {
    const { threads } = await apiAs(origin, data.apiKey).threads.list.query({});
    expect(threads.map(({ id }) => id)).toContain(data.branched.threadId);
    await until("the messages of before are found", async () => {
      const { messages } = await ann.api.search.query({ query: "people ask first" });
      return messages.find(({ threadId }) => threadId === data.branched.threadId);
    });
  });

  test.skipIf(data.organized === null)("keeps projects, tags, prompts and links", async () => {
    const { project, tag, prompt } = present(data.organized);
    const { threadId, question } = data.branched;
    const [kept] = await ann.api.projects.list.query();
    expect(kept?.name).toBe(project);
    const { threads } = await ann.api.threads.list.query({ tag });
    expect(threads).toMatchObject([{ id: threadId, projectId: kept?.id }]);
    expect(await ann.api.prompts.list.query()).toMatchObject([{ name: prompt }]);
    const page = await fetch(`${origin}${data.sharePath}`);
    expect(await page.text()).toContain(question);
  });
});
