import { and, eq, inArray, sql } from "drizzle-orm";
import type { ImportProblem } from "../../../shared/import.ts";
import type { Database } from "../../platform/db/client.ts";
import { attachments, messageAttachments } from "../../platform/db/schema/attachments.ts";
import { importLines } from "../../platform/db/schema/imports.ts";
import { messages } from "../../platform/db/schema/threads.ts";
import { keepFile } from "./keep-file.ts";
import { importedId } from "./message-ids.ts";
import type { LateFile } from "./reading/reading-messages.ts";
import type { ImportDeps } from "./run-import.ts";
import { aboutMessage } from "./store-chat.ts";

/** A file of an account's export, and the user who imports it. */
export interface FileOfAccount {
  importId: string;
  userId: string;
  file: LateFile;
}

/**
 * Adds a file of an account's export to the imported messages that have it. One that they have
 * already, and one whose messages were not imported, is left out.
 *
 * @returns whether it was added
 */
export async function attachLateFile(
  deps: ImportDeps,
  { importId, userId, file }: FileOfAccount,
  signal: AbortSignal,
): Promise<boolean> {
  const { key, name, mimeType, base64, messageKeys } = file;
  const id = importedId("attachment", { userId, about: ["chatkit", key], at: 0 });
  const places = await findPlaces(deps.db, { userId, messageKeys, attachmentId: id });
  if (places.length === 0) return false;
  const { defaultWorkflowId: workflowId } = deps;
  const bytes = base64 === null ? null : Buffer.from(base64, "base64");
  const refused =
    bytes === null
      ? "files_unusable"
      : await keepFile(deps, { id, userId, workflowId, name, mimeType, bytes }, signal);
  if (refused !== null) {
    await tellProblem(deps.db, { importId, places, problem: refused });
    return false;
  }
  await deps.db.transaction(async (tx) => {
    for (const { messageId, threadId } of places)
      await tx.execute(sql`
        insert into ${messageAttachments} (message_id, position, attachment_id, thread_id)
        select ${messageId}, coalesce(max(l.position) + 1, 0), ${id}, ${threadId}
        from ${messageAttachments} l where l.message_id = ${messageId} and l.thread_id = ${threadId}
        having not coalesce(bool_or(l.attachment_id = ${id}), false)`);
    await tx.update(attachments).set({ expiresAt: null }).where(eq(attachments.id, id));
  });
  return true;
}

/** Writes into the report that a file of these chats was not kept. */
async function tellProblem(
  db: Database,
  { importId, places, problem }: { importId: string; places: Place[]; problem: ImportProblem },
): Promise<void> {
  const threadIds = places.map(({ threadId }) => threadId);
  await db
    .update(importLines)
    .set({ problem })
    .where(and(eq(importLines.importId, importId), inArray(importLines.threadId, threadIds)));
}

interface Place {
  messageId: string;
  threadId: string;
}

/** The imported messages of these keys that do not have the file yet. */
async function findPlaces(
  db: Database,
  {
    userId,
    messageKeys,
    attachmentId,
  }: { userId: string; messageKeys: readonly string[]; attachmentId: string },
): Promise<Place[]> {
  const ids = messageKeys.map((key) =>
    importedId("message", {
      userId,
      about: aboutMessage({ source: "chatkit", sourceId: "", key }),
      at: 0,
    }),
  );
  const rows = await db.execute<{ id: string; thread_id: string }>(sql`
    select m.id, m.thread_id from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as wanted(id)
    cross join lateral (
      select m.id, m.thread_id from ${messages} m where m.id = wanted.id and m.user_id = ${userId} offset 0
    ) m
    where not exists (
      select 1 from ${messageAttachments} l
      where l.message_id = m.id and l.thread_id = m.thread_id and l.attachment_id = ${attachmentId}
    )`);
  return rows.map((row) => ({ messageId: row.id, threadId: row.thread_id }));
}
