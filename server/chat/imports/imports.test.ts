import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { fromBufferPromise } from "yauzl";
import type { Import } from "../../../shared/import.ts";
import { attachmentPartBytes } from "../../../shared/limits.ts";
import { newId } from "../../../shared/ids.ts";
import { newAccount, newAdmin } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { until } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";
import { createLog } from "../../platform/log.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { makeZip } from "../attachments/reading/files.testing.ts";
import { runImport } from "./run-import.ts";
import * as samples from "./samples.testing.ts";

let app: App;
let sql: Sql;

beforeAll(async () => {
  app = await startTestApp({ config: { logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 2 });
  await newAdmin({ origin: app.origin, sql }, "first@example.org");
});
afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

const png = Uint8Array.fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC",
);

const newPerson = (name: string) => newAccount({ origin: app.origin, sql }, `${name}@example.org`);

/** Uploads a file; resolves with the import once it has ended. */
async function importFile(person: Browser, content: string | Uint8Array): Promise<Import> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const id = newId("import");
  await person.api.imports.create.mutate({ id, name: "export", size: bytes.length });
  for (let position = 0; position * attachmentPartBytes < bytes.length; position++) {
    const begin = position * attachmentPartBytes;
    const answer = await putPart(person, {
      id,
      position,
      bytes: bytes.slice(begin, begin + attachmentPartBytes),
    });
    expect(answer.status).toBe(200);
  }
  return untilEnded(person, id);
}

function putPart(
  { token }: Browser,
  { id, position, bytes }: { id: string; position: number; bytes: Uint8Array },
): Promise<Response> {
  return fetch(`${app.origin}/import/${id}/${position}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}` },
    body: Uint8Array.from(bytes),
  });
}

function untilEnded({ api }: Browser, id: string): Promise<Import> {
  return until("the end of an import", async () => {
    const list = await api.imports.list.query();
    return list.find((each) => each.id === id && each.finishedAt !== null);
  });
}

/** The texts in a ZIP, by name. */
async function readTexts(zip: Buffer): Promise<Map<string, string>> {
  const opened = await fromBufferPromise(zip, { lazyEntries: true });
  const texts = new Map<string, string>();
  for await (const entry of opened.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await opened.openReadStreamPromise(entry)) chunks.push(chunk);
    texts.set(entry.fileName, Buffer.concat(chunks).toString());
  }
  return texts;
}

async function reportOf({ api }: Browser, importId: string) {
  const lines = await api.imports.report.query({ importId });
  return lines.map(({ title, outcome, problem }) => [title, outcome, problem]);
}

test("ChatGPT's ZIP becomes chats with branches, dates, pictures and thoughts, once", async () => {
  const person = await newPerson("gpt");
  const zip = makeZip({
    "chat.html": "<html></html>",
    "user.json": "{}",
    "conversations.json": JSON.stringify(samples.chatgpt),
    "file_00000000aaaa-leaf.png": png,
  });
  const first = await importFile(person, zip);
  expect(first).toMatchObject({ status: "done", source: "chatgpt", imported: 1, unreadable: 1 });
  expect(await reportOf(person, first.id)).toEqual([
    ["Rolling back", "imported", null],
    ["Corrupted entry", "unreadable", "not_a_chat"],
  ]);
  const { threads } = await person.api.threads.list.query({});
  const thread = threads.find(({ title }) => title === "Rolling back");
  expect(thread?.createdAt).toBe("2025-08-24T01:46:40.123Z");
  const { messages } = await person.api.messages.list.query({ threadId: thread?.id ?? "" });
  const byText = (text: string) => messages.find((message) => message.text === text);
  expect(messages).toHaveLength(4);
  expect(byText("What is on this picture?")?.parentId).toBeNull();
  expect(byText("What is on this picture?")?.attachments).toMatchObject([
    { name: "leaf.png", kind: "image", width: 10 },
  ]);
  const reply = byText("A *green* leaf.");
  expect(reply?.generation).toMatchObject({ model: "gpt-5-thinking", status: "completed" });
  expect(reply?.parts?.map(({ kind }) => kind)).toEqual(["reasoning", "text"]);
  expect(thread?.activeLeafId).toBe(byText("Run `helm rollback`.")?.id ?? "");
  expect(JSON.stringify(await person.api.search.query({ query: "rollback" }))).toContain(
    thread?.id ?? "-",
  );

  const again = await importFile(person, zip);
  expect(again).toMatchObject({ status: "done", imported: 0, known: 1, unreadable: 1 });
  expect(await person.api.threads.list.query({}).then((page) => page.threads)).toHaveLength(
    threads.length,
  );
  // One that was deleted comes back.
  await person.api.threads.delete.mutate({ threadId: thread?.id ?? "" });
  await sql`delete from threads where id = ${thread?.id ?? ""}`;
  expect(await importFile(person, zip)).toMatchObject({ imported: 1, known: 0 });
}, 60_000);

test("the exports of the other programs, and this one's own account, are read", async () => {
  const person = await newPerson("others");
  const { claude, librechat, openWebUi, chatUi } = samples;
  for (const [source, content] of [
    ["claude", makeZip({ "conversations.json": JSON.stringify(claude) })],
    ["librechat", JSON.stringify(librechat)],
    ["open_webui", JSON.stringify(openWebUi)],
    ["chat_ui", JSON.stringify(chatUi)],
  ] as const)
    expect(await importFile(person, content)).toMatchObject({
      status: "done",
      source,
      imported: 1,
    });
  const [first] = await person.api.imports.list.query();
  const reports = await sql`
    select title, problem from import_lines l join imports i on i.id = l.import_id
    where i.source = 'claude'`;
  expect(reports[0]).toEqual({ title: "Tea", problem: "files_missing" });
  expect(first?.source).toBe("chat_ui");

  const chats = await fetch(`${app.origin}/export?format=markdown`, {
    headers: { authorization: `Bearer ${person.token}` },
  });
  expect(chats.headers.get("content-type")).toBe("application/zip");
  const files = await readTexts(Buffer.from(await chats.arrayBuffer()));
  expect([...files.keys()].toSorted()).toEqual([
    "2023-11-14 Sums.md",
    "2024-02-01 Colours.md",
    "2024-05-28 Original.md",
    "2025-03-01 Tea.md",
  ]);
  expect(files.get("2025-03-01 Tea.md")).toContain("> **Thoughts**\n>\n> The heading says so.");

  const account = await fetch(`${app.origin}/export`, {
    headers: { authorization: `Bearer ${person.token}` },
  });
  // The account itself has them all.
  const text = await account.text();
  expect(await importFile(person, text)).toMatchObject({ imported: 0, known: 4 });
  const other = await newPerson("moved");
  const moved = await importFile(other, text);
  expect(moved).toMatchObject({ status: "done", source: "chatkit", imported: 4, unreadable: 0 });
  const { threads } = await other.api.threads.list.query({});
  const tea = threads.find(({ title }) => title === "Tea");
  const { messages } = await other.api.messages.list.query({ threadId: tea?.id ?? "" });
  expect(messages.find(({ role }) => role === "user")?.attachments).toMatchObject([
    { name: "notes.md" },
  ]);
}, 60_000);

describe("a file that is no export", () => {
  test("is refused with its reason, and what came before the damage stays", async () => {
    const person = await newPerson("broken");
    const list = JSON.stringify(samples.claude);
    expect(await importFile(person, "hello")).toMatchObject({
      status: "failed",
      failure: "not_an_export",
    });
    expect(await importFile(person, `${list.slice(0, -1)}, {"uuid": `)).toMatchObject({
      status: "failed",
      failure: "damaged",
      imported: 1,
    });
    const zip = makeZip({ "conversations.json": list });
    expect(await importFile(person, zip.slice(0, -30))).toMatchObject({ failure: "damaged" });
    expect(await importFile(person, makeZip({ "a.txt": "a" }))).toMatchObject({
      failure: "not_an_export",
    });
    // More than its directory says.
    expect(
      await importFile(
        person,
        makeZip({ "conversations.json": `[${" ".repeat(9_000_000)}]` }, 100),
      ),
    ).toMatchObject({
      failure: "damaged",
    });
    const left = await sql`select 1 from import_parts limit 1`;
    expect(left).toHaveLength(0);
  }, 60_000);

  test("is for people with an account, one at a time, and foreign ids look missing", async () => {
    const person = await newPerson("rights");
    const guest = await newVisitor(app.origin);
    const announced = { id: newId("import"), name: "x", size: 10 };
    expect((await refusalOf(guest.api.imports.create.mutate(announced))).code).toBe("forbidden");
    await person.api.imports.create.mutate(announced);
    expect((await person.api.imports.create.mutate(announced)).status).toBe("uploading");
    const second = { ...announced, id: newId("import") };
    expect((await refusalOf(person.api.imports.create.mutate(second))).code).toBe("conflict");
    const other = await newPerson("rights2");
    const bytes = new Uint8Array(10);
    expect((await putPart(other, { id: announced.id, position: 0, bytes })).status).toBe(404);
    expect((await putPart(person, { id: announced.id, position: 1, bytes })).status).toBe(409);
    expect(
      (await putPart(person, { id: announced.id, position: 0, bytes: new Uint8Array(9) })).status,
    ).toBe(400);
    expect(await person.api.imports.cancel.mutate({ importId: announced.id })).toMatchObject({
      status: "cancelled",
    });
    expect((await putPart(person, { id: announced.id, position: 0, bytes })).status).toBe(409);
    await person.api.imports.create.mutate(second);
  }, 30_000);
});

test("a worker that takes over goes on where the last one was", async () => {
  const person = await newPerson("taken");
  const userId = (await person.api.auth.me.query()).id;
  const many = Array.from({ length: 30 }, (_, i) => ({
    ...samples.claude[0],
    uuid: `many ${i}`,
    name: `Chat ${i}`,
  }));
  const bytes = new TextEncoder().encode(JSON.stringify(many));
  const id = newId("import");
  // As a worker leaves it that died after two chats.
  await sql`
    insert into imports (id, user_id, name, size, received_bytes, status, imported, unreadable)
    values (${id}, ${userId}, 'x', ${bytes.length}, ${bytes.length}, 'running', 0, 2)`;
  await sql`insert into import_parts values (${id}, 0, ${bytes})`;
  for (const position of [0, 1])
    await sql`insert into import_lines (import_id, position, title, outcome) values (${id}, ${position}, 'before', 'unreadable')`;
  await using database = openDatabase(app.databaseUrl, 3);
  const jobs = { enqueue: async () => {}, enqueueBehind: async () => {} };
  const deps = {
    ...database,
    jobs,
    log: createLog("silent"),
    metrics: createMetrics(),
    storageBytes: 1e9,
    defaultWorkflowId: "wf_default",
  };
  await runImport(deps, id, { last: false, signal: new AbortController().signal });
  expect(await untilEnded(person, id)).toMatchObject({
    status: "done",
    imported: 28,
    unreadable: 2,
  });
}, 60_000);
