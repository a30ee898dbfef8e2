import { and, eq, inArray, sql } from "drizzle-orm";
import type { ImportOutcome, ImportProblem } from "../../../shared/import.ts";
import { maxTitleLength } from "../../../shared/limits.ts";
import type { Executor, Transaction } from "../../platform/db/client.ts";
import { importLines, imports } from "../../platform/db/schema/imports.ts";

/** A line of an import's report. */
export interface ReportLine {
  importId: string;
  position: number;
  title: string | null;
  outcome: ImportOutcome;
  problem: ImportProblem | null;
  threadId?: string;
}

/** The import was cancelled while a chat or a file was being read. */
export class ImportCancelled extends Error {}

/**
 * Before anything that takes long or stays without a line in the report, such as a file.
 *
 * @throws ImportCancelled
 */
export async function requireRunning(db: Executor, importId: string): Promise<void> {
  const [running] = await db
    .select({ id: imports.id })
    .from(imports)
    .where(and(eq(imports.id, importId), eq(imports.status, "running")));
  if (!running) throw new ImportCancelled();
}

/**
 * Writes a line of a running import's report, and counts it. A line that a lost try of the job has
 * written stays as it is.
 *
 * @throws ImportCancelled, which takes back what the transaction has done
 */
export async function recordLine(
  tx: Transaction,
  { importId, title, outcome, ...line }: ReportLine,
): Promise<void> {
  const running = await tx
    .update(imports)
    .set({ [outcome]: sql`${imports[outcome]} + 1` })
    .where(and(eq(imports.id, importId), inArray(imports.status, ["running"])))
    .returning({ id: imports.id });
  if (running.length === 0) throw new ImportCancelled();
  await tx.insert(importLines).values({
    importId,
    title: title === null ? null : title.slice(0, maxTitleLength).toWellFormed(),
    outcome,
    ...line,
  });
}
