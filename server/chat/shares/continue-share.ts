import { eq, sql } from "drizzle-orm";
import type { ContinueShare } from "../../../shared/share.ts";
import type { SharingMode } from "../../../shared/share-audience.ts";
import type { Thread } from "../../../shared/thread.ts";
import { newId } from "../../../shared/ids.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { attachments, messageAttachments } from "../../platform/db/schema/attachments.ts";
import { shares } from "../../platform/db/schema/shares.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { copyFiles } from "../attachments/copy-files.ts";
import { appendFeed } from "../feed/append-feed.ts";
import type { FinishedMessage } from "../messages/finished-rows.ts";
import { storeMessages } from "../messages/store-messages.ts";
import { readThread } from "../threads/access.ts";
import { type LockedThread, lockOrCreateThread } from "../threads/lock-thread.ts";
import { type OpenShare, openShare, type ShareReader } from "./open-share.ts";
import { type CopiedMessage, readCopy } from "./read-copy.ts";
import type { ShareGrants } from "./share-grants.ts";
import type { Sql } from "postgres";

/** Dependencies of continuing a shared chat. */
export interface ContinueDeps {
  db: Database;
  sql: Sql;
  sharing: SharingMode;
  shareGrants: ShareGrants;
  /** The workflow for readers who may not use the chat's own. */
  defaultWorkflowId: string;
  /** Storage limit for one user's files, in bytes. */
  storageBytes: number;
}

/** The reader who continues a chat. */
export interface Continuing extends ShareReader {
  userId: string;
}

/**
 * Copies a shared chat into a new thread of its reader, who can go on from there. The chat of the
 * link's owner is not touched. Files are copied for people with an account; guests get their names.
 * Idempotent: a retry returns the thread.
 *
 * @throws RequestError `not_found` for a link that the reader may not open, or whose password they
 *   have not proved to know; `storage_full`; errors of `lockOrCreateThread`
 */
export async function continueShare(
  deps: ContinueDeps,
  reader: Continuing,
  { slug, grant = "", threadId }: ContinueShare,
): Promise<Thread> {
  const { db, sql: reading, sharing, shareGrants } = deps;
  const share = await openShare(db, sharing, { slug, reader });
  if (share === null || share === "sign_in") throw notFound("link");
  if (share.needsPassword && !shareGrants.isGood(grant, { kind: "continue", share }))
    throw notFound("link");
  const messages = await readCopy(reading, { shareId: share.id, from: 0, to: null });
  return db.transaction(async (tx) => {
    const thread = await openThread(tx, deps, { share, userId: reader.userId, threadId });
    const of = { threadId, userId: reader.userId };
    if (!thread.isNew) return readThread(tx, of);
    const copies = messages.map((message) => ({ message, id: newId("message") }));
    const hasFiles = !reader.isGuest;
    const finished = copies.map(({ message, id }, i) =>
      toFinished(message, { id, parentId: copies[i - 1]?.id ?? null, hasFiles }),
    );
    await storeMessages(tx, thread, finished);
    if (hasFiles) await attachCopies(tx, { ...thread, storageBytes: deps.storageBytes }, copies);
    await tx.update(threads).set({ title: share.title }).where(eq(threads.id, threadId));
    const view = await readThread(tx, of);
    await appendFeed(tx, reader.userId, [{ type: "thread.put", thread: view }]);
    return view;
  });
}

/** A thread of the chat's own workflow, or of the server's if the reader may not use that. */
async function openThread(
  tx: Transaction,
  { defaultWorkflowId }: ContinueDeps,
  { share, userId, threadId }: { share: OpenShare; userId: string; threadId: string },
): Promise<LockedThread> {
  const [source] = await tx
    .select({ workflowId: threads.workflowId })
    .from(shares)
    .innerJoin(threads, eq(threads.id, shares.threadId))
    .where(eq(shares.id, share.id));
  if (!source) throw notFound("link");
  const open = (workflowId: string) =>
    lockOrCreateThread(tx, { threadId, userId, workflowId, isLikelyNew: true });
  try {
    return await open(source.workflowId);
  } catch (error) {
    const isClosed = error instanceof RequestError && error.code === "not_found";
    if (!isClosed || source.workflowId === defaultWorkflowId) throw error;
    return open(defaultWorkflowId);
  }
}

function toFinished(
  { role, text, parts, model, files }: CopiedMessage,
  { id, parentId, hasFiles }: { id: string; parentId: string | null; hasFiles: boolean },
): FinishedMessage {
  const fileNames = (files ?? []).map(({ name }) => name);
  // A message needs a text or files.
  const shown = text.trim() === "" && !hasFiles ? fileNames.join("\n") : text;
  const createdAt = new Date();
  return { id, parentId, role, text: shown, parts, model, createdAt };
}

/** Copies the files of messages, and attaches them to the messages' copies. */
async function attachCopies(
  tx: Transaction,
  { id: threadId, userId, workflowId, storageBytes }: LockedThread & { storageBytes: number },
  copies: readonly { message: CopiedMessage; id: string }[],
): Promise<void> {
  const files = copies.flatMap(({ message, id: messageId }) =>
    (message.files ?? []).map(({ id: from, size }, position) => {
      return { from, to: newId("attachment"), size, messageId, position };
    }),
  );
  await copyFiles(tx, { files, userId, workflowId, storageBytes });
  await tx.execute(sql`
    insert into ${messageAttachments} (message_id, position, attachment_id, thread_id)
    select link."messageId", link.position, a.id, ${threadId}
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as link("messageId" text, position int, "to" text)
    join ${attachments} a on a.id = link."to"`);
}
