import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { Import, ImportedChatLine } from "../../../shared/import.ts";
import type { Database } from "../../platform/db/client.ts";
import { importLines, imports } from "../../platform/db/schema/imports.ts";
import type { Waits } from "../../platform/streams/waits.ts";
import { findImport, type ImportOfUser, selectImports, toImport } from "./import-view.ts";

/** Imports that are listed. */
const mostListed = 20;

/** A user's newest imports. */
export async function listImports(db: Database, userId: string): Promise<Import[]> {
  const rows = await selectImports(db)
    .where(eq(imports.userId, userId))
    .orderBy(desc(imports.id))
    .limit(mostListed);
  return rows.map(toImport);
}

/**
 * Lines of an import's report, in the order of the file.
 *
 * @throws RequestError `not_found` for an import that is missing or another user's
 */
export async function readImportReport(
  db: Database,
  { after, limit, ...of }: ImportOfUser & { after: number; limit: number },
): Promise<ImportedChatLine[]> {
  await findImport(db, of);
  const { position, title, outcome, problem, threadId } = importLines;
  return db
    .select({ position, title, outcome, problem, threadId })
    .from(importLines)
    .where(and(eq(importLines.importId, of.importId), gt(position, after)))
    .orderBy(asc(position))
    .limit(limit);
}

/**
 * Yields an import's current state, and again whenever it changes, until it has ended.
 *
 * @throws RequestError `not_found`, also when it is deleted meanwhile
 */
export async function* watchImport(
  { db, attachmentWaits }: { db: Database; attachmentWaits: Waits },
  of: ImportOfUser,
  signal: AbortSignal,
): AsyncGenerator<{ cursor: string; event: Import }, void, undefined> {
  let told = "";
  while (!signal.aborted) {
    // Subscribe before reading, so that no change is missed in between.
    const listening = new AbortController();
    const heard = attachmentWaits.next(of.importId, AbortSignal.any([signal, listening.signal]));
    try {
      const found = await findImport(db, of);
      const { status, receivedBytes, imported, known, unreadable } = found;
      const cursor = [status, receivedBytes, imported, known, unreadable].join("-");
      if (cursor !== told) yield { cursor, event: found };
      told = cursor;
      if (found.finishedAt !== null) return;
      await heard;
    } finally {
      listening.abort();
    }
  }
}
