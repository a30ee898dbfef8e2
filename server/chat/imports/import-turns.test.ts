import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { createLog } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { type ImportDeps, runImport } from "./run-import.ts";
import { claude } from "./samples.testing.ts";

const resources = new AsyncDisposableStack();
let deps: ImportDeps;
/** The imports in the order of their jobs. */
const queue: string[] = [];

beforeAll(async () => {
  const config = { role: "web", logLevel: "silent" } as const;
  const app = resources.use(await startTestApp({ config }));
  const database = resources.use(openDatabase(app.databaseUrl, 3));
  deps = {
    ...database,
    jobs: {
      enqueue: async (_, name, payload) => {
        if (name === "import" && "importId" in payload) queue.push(payload.importId);
      },
      enqueueBehind: async () => {},
    },
    log: createLog("silent"),
    metrics: createMetrics(),
    storageBytes: 1e9,
    defaultWorkflowId: "wf_default",
  };
});
afterAll(() => resources.disposeAsync());

/** The uploaded file of a new person, with so many chats, that waits for a worker. */
async function upload(chats: number): Promise<string> {
  const userId = newId("user");
  await deps.sql`insert into users (id, is_guest) values (${userId}, false)`;
  const content = Array.from({ length: chats }, (_, i) => ({
    ...claude[0],
    uuid: `${userId} ${i}`,
    name: `Chat ${i}`,
  }));
  const bytes = Buffer.from(JSON.stringify(content));
  const id = newId("import");
  await deps.sql`
    insert into imports (id, user_id, name, size, received_bytes, status)
    values (${id}, ${userId}, 'x', ${bytes.length}, ${bytes.length}, 'queued')`;
  await deps.sql`insert into import_parts values (${id}, 0, ${bytes})`;
  queue.push(id);
  return id;
}

/** Runs the first job as a node does. Turns are over after each chat. */
async function runNext(turn = 0): Promise<void> {
  const id = queue.shift() ?? "";
  await runImport(deps, id, { last: true, signal: new AbortController().signal, turn });
}

async function read(id: string) {
  const [row] = await deps.sql<{ status: string; imported: number; chats: number }[]>`
    select status, imported,
      (select count(*)::int from threads t where t.user_id = i.user_id) as chats
    from imports i where id = ${id}`;
  return { ...row };
}

test("imports take turns while others wait, and each chat is imported once", async () => {
  const [long, short] = [await upload(4), await upload(1)];
  await runNext();
  expect(await read(long)).toEqual({ status: "queued", imported: 1, chats: 1 });
  expect(queue).toEqual([short, long]);
  await runNext();
  expect(await read(short)).toEqual({ status: "done", imported: 1, chats: 1 });
  const late = await upload(2);
  await runNext();
  expect(await read(long)).toEqual({ status: "queued", imported: 2, chats: 2 });
  await runNext();
  await runNext();
  expect(queue).toEqual([late, long]);
  await runNext();
  expect(await read(late)).toEqual({ status: "done", imported: 2, chats: 2 });
  // Alone, it goes on to its end.
  await runNext();
  expect(await read(long)).toEqual({ status: "done", imported: 4, chats: 4 });
  expect(queue).toEqual([]);
}, 60_000);

test("within its turn, an import does not wait for others", async () => {
  const [first, second] = [await upload(3), await upload(1)];
  await runNext(60_000);
  expect(await read(first)).toMatchObject({ status: "done", imported: 3 });
  await runNext();
  expect(await read(second)).toMatchObject({ status: "done", imported: 1 });
}, 60_000);

test("one that is cancelled in its turn does not come back", async () => {
  const [long] = [await upload(3), await upload(1)];
  await deps.sql`
    create function cancel_after_one() returns trigger language plpgsql as $$
    begin update imports set status = 'cancelled' where id = new.import_id; return new; end $$`;
  await deps.sql.unsafe(`
    create trigger cancel_long after insert on import_lines for each row
    when (new.import_id = '${long}') execute function cancel_after_one()`);
  await runNext();
  expect(queue).not.toContain(long);
  expect(await read(long)).toMatchObject({ status: "cancelled" });
  await runNext();
}, 60_000);
