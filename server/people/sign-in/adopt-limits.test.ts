import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import {
  maxMemories,
  maxMemoryLength,
  maxMemoryText,
  maxProjects,
  maxPrompts,
} from "../../../shared/limits.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { uploadFile } from "../../../testing/server/upload-file.ts";
import type { App } from "../../app/app.ts";

const resources = new AsyncDisposableStack();
let app: App;
let sql: Sql;

beforeAll(async () => {
  app = resources.use(await startTestApp({ config: { logLevel: "silent" } }));
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync(), 20_000);

/** A guest, an account, and how the guest signs in to it. */
async function openPair(email: string) {
  const account = await newAccount({ origin: app.origin, sql }, email);
  const { id: userId } = await account.api.auth.me.query();
  const guest = newBrowser(app.origin);
  const { user } = await guest.visit();
  return {
    userId,
    guest,
    guestId: user.id,
    signIn: async () =>
      guest.use(await guest.api.auth.signIn.mutate({ email, password: goodPassword })),
  };
}

/** Memories of a user, whose numbers are their age in minutes. */
const addMemories = (userId: string, { count, length }: { count: number; length: number }) => sql`
  insert into memories (id, user_id, text, created_at)
  select 'mem_' || md5(${userId} || n), ${userId}, rpad(n || ' ', ${length}::int, 'x'), now() - n * interval '1 minute'
  from generate_series(1, ${count}::int) n`;

test("a guest's memories and prompts come along up to the account's limits, the newest first", async () => {
  const { userId, guest, guestId, signIn } = await openPair("full@example.org");
  await addMemories(userId, { count: maxMemories - 2, length: 10 });
  await addMemories(guestId, { count: 5, length: 20 });
  for (const [id, count] of [
    [userId, maxPrompts - 1],
    [guestId, 3],
  ] as const)
    await sql`
      insert into prompts (id, user_id, name, description, text, updated_at)
      select 'prm_' || md5(${id}::text || n), ${id}, ${id}::text || ' ' || n, '', 'x', now() - n * interval '1 minute'
      from generate_series(1, ${count}::int) n`;
  await signIn();
  const { memories } = await guest.api.personal.get.query();
  expect(memories).toHaveLength(maxMemories);
  const theirs = memories.filter(({ text }) => text.length === 20).map(({ text }) => text[0]);
  expect(theirs).toEqual(["1", "2"]);
  const prompts = await guest.api.prompts.list.query();
  expect(prompts).toHaveLength(maxPrompts);
  expect(prompts.filter(({ name }) => name.startsWith(guestId))).toMatchObject([
    { name: `${guestId} 1` },
  ]);
  for (const table of ["memories", "prompts"])
    expect(await sql`select from ${sql(table)} where user_id = ${guestId}`).toHaveLength(0);
});

test("memories come along up to the length of all of them", async () => {
  const { userId, guest, guestId, signIn } = await openPair("long@example.org");
  const most = Math.floor(maxMemoryText / maxMemoryLength);
  await addMemories(userId, { count: most - 1, length: maxMemoryLength });
  await addMemories(guestId, { count: 3, length: maxMemoryLength });
  await signIn();
  expect((await guest.api.personal.get.query()).memories).toHaveLength(most);
});

test("a guest's projects come along up to twice the limit, and the chats of all of them", async () => {
  const { userId, guest, guestId, signIn } = await openPair("projects@example.org");
  const add = (id: string, count: number) => sql`
    insert into projects (id, user_id, name) select 'prj_' || md5(${id} || n), ${id}, 'p' || n
    from generate_series(1, ${count}::int) n`;
  await add(userId, 2 * maxProjects - 1);
  const projects: { projectId: string; threadId: string; fileId: string }[] = [];
  for (const name of ["older", "newer"]) {
    const { id: projectId } = await guest.api.projects.create.mutate({
      id: newId("project"),
      name,
    });
    const threadId = newId("thread");
    await guest.api.threads.create.mutate({ id: threadId });
    await guest.api.threads.setProject.mutate({ threadId, projectId });
    const to = { origin: app.origin, token: guest.token ?? "" };
    const file = await uploadFile(to, { name: `${name}.txt`, content: name });
    await guest.api.projects.addFile.mutate({ projectId, attachmentId: file.id });
    projects.push({ projectId, threadId, fileId: file.id });
  }
  await signIn();
  const [older, newer] = projects;
  const { projects: listed = [], threads } = await guest.api.threads.list.query({});
  expect(listed).toHaveLength(2 * maxProjects);
  expect(listed.map(({ id }) => id)).toContain(newer?.projectId ?? "");
  const found = new Map(threads.map((thread) => [thread.id, thread.projectId]));
  expect([...found.keys()].toSorted()).toEqual(projects.map(({ threadId }) => threadId).toSorted());
  expect(found.get(newer?.threadId ?? "")).toBe(newer?.projectId);
  expect(found.get(older?.threadId ?? "")).toBeUndefined();
  const expiring = await sql<{ id: string }[]>`
    select id from attachments where user_id = ${userId} and expires_at is not null`;
  expect(expiring.map(({ id }) => id)).toEqual([older?.fileId ?? ""]);
  expect(await sql`select from projects where user_id = ${guestId}`).toHaveLength(0);
});
