import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { importLimits } from "../../../shared/import.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { createLog } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { keepFile } from "./keep-file.ts";
import { type ImportDeps, runImport } from "./run-import.ts";
import { claude } from "./samples.testing.ts";

const resources = new AsyncDisposableStack();
let deps: ImportDeps;

beforeAll(async () => {
  const app = resources.use(await startTestApp({ config: { logLevel: "silent" } }));
  const database = resources.use(openDatabase(app.databaseUrl, 3));
  deps = {
    ...database,
    jobs: { enqueue: async () => {}, enqueueBehind: async () => {} },
    log: createLog("silent"),
    metrics: createMetrics(),
    storageBytes: 1e9,
    defaultWorkflowId: "wf_default",
  };
});
afterAll(() => resources.disposeAsync());

const still = () => new AbortController().signal;

async function newPerson(): Promise<string> {
  const id = newId("user");
  await deps.sql`insert into users (id, is_guest) values (${id}, false)`;
  return id;
}

/** An uploaded file that waits for a worker. */
async function upload(userId: string, content: unknown): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(content));
  const id = newId("import");
  await deps.sql`
    insert into imports (id, user_id, name, size, received_bytes, status)
    values (${id}, ${userId}, 'x', ${bytes.length}, ${bytes.length}, 'queued')`;
  await deps.sql`insert into import_parts values (${id}, 0, ${bytes})`;
  return id;
}

async function readImport(id: string) {
  const [row] = await deps.sql<
    { status: string; failure: string | null; imported: number; unreadable: number }[]
  >`
    select status, failure, imported, unreadable from imports where id = ${id}`;
  const lines = await deps.sql<{ outcome: string; problem: string | null }[]>`
    select outcome, problem from import_lines where import_id = ${id} order by position`;
  return { ...row, lines: lines.map(({ outcome, problem }) => [outcome, problem]) };
}

/** A chat of this product. */
const ownChat = (id: string, messageId: string) => ({
  format: "chatkit.chat",
  version: 1,
  thread: { id: `cthr_${id}`, title: id },
  messages: [{ id: messageId, parentId: null, role: "user", text: "hello" }],
});

test("a chat whose messages are in another one is left out, and the others are imported", async () => {
  const id = await upload(await newPerson(), [
    ownChat("one", "msg_1"),
    ownChat("two", "msg_1"),
    ownChat("three", "msg_3"),
  ]);
  await runImport(deps, id, { last: true, signal: still() });
  expect(await readImport(id)).toEqual({
    status: "done",
    failure: null,
    imported: 2,
    unreadable: 1,
    lines: [
      ["imported", null],
      ["unreadable", "not_a_chat"],
      ["imported", null],
    ],
  });
});

test("a file whose reading throws is left out, and leaves nothing behind", async () => {
  const userId = await newPerson();
  const { sql: closed } = openDatabase("postgres://127.0.0.1:1/none", 1);
  await closed.end();
  const file = { id: newId("attachment"), userId, workflowId: deps.defaultWorkflowId };
  const kept = await keepFile(
    { ...deps, sql: closed },
    { ...file, name: "a.txt", mimeType: "text/plain", bytes: Buffer.from("a") },
    still(),
  );
  expect(kept).toBe("files_unusable");
  const left = await deps.sql`select 1 from attachments where id = ${file.id}`;
  expect(left).toHaveLength(0);
});

test("a cancelled import reads no further file", async () => {
  const userId = await newPerson();
  const file = (name: string) => ({
    id: `att_${name}`,
    name,
    mime_type: "text/plain",
    content: btoa(name),
    message_ids: ["msg_1"],
  });
  const id = await upload(userId, {
    exportedAt: "2026-01-01T00:00:00.000Z",
    threads: [{ id: "cthr_files", messages: ownChat("files", "msg_1").messages }],
    attachments: [file("first.txt"), file("second.txt")],
  });
  // The person cancels while the first file is being stored.
  await deps.sql.unsafe(`
    create function cancel_import() returns trigger language plpgsql as $$ begin
      update imports set status = 'cancelled', finished_at = now() where user_id = new.user_id;
      return new;
    end $$;
    create trigger cancels after insert on attachments for each row execute function cancel_import()`);
  await runImport(deps, id, { last: true, signal: still() });
  await deps.sql`drop trigger cancels on attachments`;
  expect(await readImport(id)).toMatchObject({ status: "cancelled", imported: 1 });
  const files = await deps.sql`select name from attachments where user_id = ${userId}`;
  expect(files.map(({ name }) => name)).toEqual(["first.txt"]);
});

test("messages, text and files of an import are limited in total, and what came before stays", async () => {
  const chats = [ownChat("1", "msg_1"), ownChat("2", "msg_2"), ownChat("3", "msg_3")];
  const textFile = { file_name: "a.txt", extracted_content: "a" };
  const withFiles = claude.map((chat) => ({
    ...chat,
    chat_messages: chat.chat_messages.map((message) => ({
      ...message,
      sender: "human",
      attachments: [textFile, textFile],
    })),
  }));
  for (const [content, most] of [
    [chats, { chats: 2 }],
    [chats, { messages: 2 }],
    [chats, { text: 2 * "hello".length }],
    [[chats[0], chats[1], ...withFiles], { files: 3 }],
  ] as const) {
    const id = await upload(await newPerson(), content);
    await runImport(deps, id, { last: true, signal: still(), most: { ...importLimits, ...most } });
    expect(await readImport(id)).toMatchObject({
      status: "failed",
      failure: "too_complex",
      imported: 2,
    });
  }
});

test("files of an account's export are limited together with those of its chats", async () => {
  const file = (id: number) => ({ id: `att_${id}`, name: "a.txt", content: "YQ==" });
  const id = await upload(await newPerson(), {
    exportedAt: "2026-01-01T00:00:00.000Z",
    threads: [],
    attachments: [file(1), file(2), file(3)],
  });
  const most = { ...importLimits, files: 2 };
  await runImport(deps, id, { last: true, signal: still(), most });
  expect(await readImport(id)).toMatchObject({ status: "failed", failure: "too_complex" });
});
