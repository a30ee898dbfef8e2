import { and, eq, inArray, sql } from "drizzle-orm";
import type { ImportOutcome, ImportProblem } from "../../../shared/import.ts";
import { maxTitleLength } from "../../../shared/limits.ts";
import type { Transaction } from "../../platform/db/client.ts";
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

/** The import was cancelled while the chat was being read. */
export class ImportCancelled extends Error {}

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
