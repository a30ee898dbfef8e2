import { and, eq, inArray, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import type { Import } from "../../../shared/import.ts";
import type { Database } from "../../platform/db/client.ts";
import { importParts, imports } from "../../platform/db/schema/imports.ts";
import { tellOfAttachment } from "../attachments/tell-of-attachment.ts";
import { findImport, type ImportOfUser, lockImport } from "./import-view.ts";

/** How long the report of an import is kept, in days. */
const keptDays = 90;

/** How long an upload may take, in hours. */
const uploadHours = 24;

/**
 * Ends an import. What it has brought so far stays; a worker stops before the next chat. Does
 * nothing for one that has ended.
 *
 * @throws RequestError `not_found` for an import that is missing or another user's
 */
export function cancelImport(db: Database, of: ImportOfUser): Promise<Import> {
  return db.transaction(async (tx) => {
    const { id } = await lockImport(tx, of);
    const ended = await tx
      .update(imports)
      .set({ status: "cancelled", finishedAt: sql`now()` })
      .where(and(eq(imports.id, id), inArray(imports.status, ["uploading", "queued", "running"])))
      .returning({ id: imports.id });
    if (ended.length > 0) {
      await tx.delete(importParts).where(eq(importParts.importId, id));
      await tellOfAttachment(tx, id);
    }
    return findImport(tx, of);
  });
}

/** Deletes old reports and uploads that were given up, at most `limit`. Returns how many. */
export async function deleteOldImports(client: Sql, limit: number): Promise<number> {
  const deleted = await client`
    delete from imports where id = any(array(
      select id from imports
      where created_at < now() - ${keptDays} * interval '1 day'
        or (status = 'uploading' and created_at < now() - ${uploadHours} * interval '1 hour')
      order by created_at limit ${limit} for update skip locked
    ))`;
  return deleted.count;
}
