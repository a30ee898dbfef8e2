import { and, eq, inArray, sql } from "drizzle-orm";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "postgres";
import {
  importLimits,
  type ImportFailure,
  type ImportProblem,
  type ImportSource,
} from "../../../shared/import.ts";
import type { Database } from "../../platform/db/client.ts";
import {
  importedThreads,
  importLines,
  importParts,
  imports,
} from "../../platform/db/schema/imports.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { isUniqueViolation } from "../../platform/errors.ts";
import type { JobEnd } from "../../platform/jobs/job-queue.ts";
import type { ProcessDeps } from "../attachments/process-attachment.ts";
import { tellOfAttachment } from "../attachments/tell-of-attachment.ts";
import { attachLateFile } from "./attach-late-file.ts";
import { collectFiles } from "./collect-files.ts";
import { countImport, type ImportBudget, type ImportCount } from "./import-budget.ts";
import type { ImportedChat, UnreadableChat } from "./imported-chat.ts";
import { makeTurn, turnMs } from "./import-turns.ts";
import { ImportCancelled, recordLine, requireRunning } from "./record-line.ts";
import { ExportError } from "./reading/export-error.ts";
import { type ExportReader, startExportReader } from "./reading/start-export-reader.ts";
import { storeChat } from "./store-chat.ts";

/** Dependencies of an import. */
export interface ImportDeps extends ProcessDeps {
  /** Storage limit of one account in bytes. */
  storageBytes: number;
  /** The workflow of imported chats. */
  defaultWorkflowId: string;
}

/** How often watchers are told of progress, in milliseconds. */
const tellEveryMs = 400;

/** The job's try, and how much the import may bring. */
interface ImportTry {
  last: boolean;
  signal: AbortSignal;
  most?: Readonly<ImportBudget>;
  /** How long it goes on while others wait, in milliseconds. */
  turn?: number;
}

/** An import in progress. */
interface Running {
  deps: ImportDeps;
  importId: string;
  userId: string;
  reader: ExportReader;
  signal: AbortSignal;
  count: ImportCount;
  turn: number;
  /** Positions that an earlier try of the job has reported. */
  reported: ReadonlySet<number>;
}

/**
 * Imports the chats of an uploaded file, one in a transaction, so a worker that takes over goes on
 * where the last one was. The file is read by a process of its own. While others wait, it takes turns
 * with them: see `import-turns.ts`. Does nothing for an import that has ended.
 */
export async function runImport(
  deps: ImportDeps,
  importId: string,
  { last, signal, most = importLimits, turn = turnMs }: ImportTry,
): Promise<JobEnd> {
  const userId = await begin(deps.db, importId);
  if (userId === null) return { outcome: "done" };
  const folder = await mkdtemp(join(tmpdir(), "chatkit-import-"));
  try {
    const path = join(folder, "export");
    await writeParts(deps.sql, importId, path);
    await using reader = startExportReader(path, "");
    const reported = await readReported(deps.db, importId);
    const count = countImport(most);
    const running = { deps, importId, userId, reader, signal, count, turn, reported };
    if ((await importAll(running)) === "end") await end(deps.db, importId, null);
  } catch (error) {
    if (error instanceof ImportCancelled) return { outcome: "done" };
    signal.throwIfAborted();
    if (error instanceof ExportError && error.failure !== "failed") {
      await end(deps.db, importId, error.failure);
      return { outcome: "done" };
    }
    deps.log.warn({ err: error, importId, last }, "could not import chats");
    if (last) await end(deps.db, importId, "failed");
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { outcome: "done" };
}

/** Ends an import that killed or outlasted its workers. */
export async function giveUpImport(
  { db }: Pick<ImportDeps, "db">,
  importId: string,
): Promise<void> {
  await end(db, importId, "failed");
}

/** The user of an import that a worker may start or take over; null for any other. */
async function begin(db: Database, importId: string): Promise<string | null> {
  const [row] = await db
    .update(imports)
    .set({ status: "running" })
    .where(and(eq(imports.id, importId), inArray(imports.status, ["queued", "running"])))
    .returning({ userId: imports.userId });
  return row?.userId ?? null;
}

async function writeParts(client: Sql, importId: string, path: string): Promise<void> {
  await using file = await open(path, "w");
  for (let position = 0; ; position++) {
    const [part] = await client<{ bytes: Uint8Array }[]>`
      select bytes from import_parts where import_id = ${importId} and position = ${position}`;
    if (!part) return;
    await file.write(part.bytes);
  }
}

async function readReported(db: Database, importId: string): Promise<ReadonlySet<number>> {
  const rows = await db
    .select({ position: importLines.position })
    .from(importLines)
    .where(eq(importLines.importId, importId));
  return new Set(rows.map(({ position }) => position));
}

/** Imports to the end of the file, or of the import's turn. */
async function importAll(running: Running): Promise<"end" | "others"> {
  const { deps, importId, userId, reader, signal, count, turn, reported } = running;
  const isOver = makeTurn(deps, importId, turn);
  let told = performance.now();
  let hasSource = false;
  for (let position = 0; ;) {
    signal.throwIfAborted();
    const next = await reader.next();
    if (next.answer === "end") return "end";
    if (next.answer === "late") {
      count.addFile();
      await requireRunning(deps.db, importId);
      const isNew = await attachLateFile(deps, { importId, userId, file: next.file }, signal);
      if (isNew && (await isOver())) return "others";
      continue;
    }
    count.addChat("unreadable" in next.chat ? { messages: [] } : next.chat);
    if (!hasSource && next.chat.source !== null) {
      hasSource = true;
      await setSource(deps.db, importId, next.chat.source);
    }
    if (!reported.has(position)) {
      if (await isOver()) return "others";
      await importOne(running, position, next.chat);
    }
    position++;
    if (performance.now() - told < tellEveryMs) continue;
    told = performance.now();
    await deps.db.transaction((tx) => tellOfAttachment(tx, importId));
  }
}

async function importOne(
  { deps, importId, userId, reader, signal }: Running,
  position: number,
  chat: ImportedChat | UnreadableChat,
): Promise<void> {
  const { db, defaultWorkflowId: workflowId } = deps;
  const report = (outcome: "known" | "unreadable", problem: ImportProblem | null) =>
    db.transaction((tx) =>
      recordLine(tx, { importId, position, title: chat.title, outcome, problem }),
    );
  if ("unreadable" in chat) return report("unreadable", chat.unreadable);
  // Before its files are read.
  if (await isKnown(db, userId, chat)) return report("known", null);
  const files = await collectFiles(deps, { importId, userId, workflowId, chat, reader }, signal);
  try {
    await storeChat(db, { importId, userId, workflowId, position, chat, ...files });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    // Its messages are in another chat, so the file is not as it was exported.
    await report("unreadable", "not_a_chat");
  }
}

async function isKnown(db: Database, userId: string, chat: ImportedChat): Promise<boolean> {
  const [known] = await db
    .select({ threadId: importedThreads.threadId })
    .from(importedThreads)
    .where(
      and(
        eq(importedThreads.userId, userId),
        eq(importedThreads.source, chat.source),
        eq(importedThreads.sourceKey, chat.sourceId),
      ),
    );
  if (known) return true;
  // An export of the same account: the chat may be there as it always was.
  const [own] = await db
    .select({ id: threads.id })
    .from(threads)
    .where(and(eq(threads.id, chat.sourceId), eq(threads.userId, userId)));
  return chat.source === "chatkit" && own !== undefined;
}

async function setSource(db: Database, importId: string, source: ImportSource): Promise<void> {
  await db.update(imports).set({ source }).where(eq(imports.id, importId));
}

/** Ends a running import, and deletes the bytes of its file. */
async function end(db: Database, importId: string, failure: ImportFailure | null): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(imports)
      .set({ status: failure === null ? "done" : "failed", failure, finishedAt: sql`now()` })
      .where(and(eq(imports.id, importId), inArray(imports.status, ["queued", "running"])));
    await tx.delete(importParts).where(eq(importParts.importId, importId));
    await tellOfAttachment(tx, importId);
  });
}
