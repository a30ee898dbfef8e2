import { eq, inArray } from "drizzle-orm";
import type { ImportProblem } from "../../../shared/import.ts";
import { maxTitleLength } from "../../../shared/limits.ts";
import { newId } from "../../../shared/ids.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { attachments, messageAttachments } from "../../platform/db/schema/attachments.ts";
import { importedThreads } from "../../platform/db/schema/imports.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { appendFeed } from "../feed/append-feed.ts";
import { storeMessages } from "../messages/store-messages.ts";
import { readThread } from "../threads/access.ts";
import { lockOrCreateThread } from "../threads/lock-thread.ts";
import type { ImportedChat, ImportedMessage } from "./imported-chat.ts";
import { importedId } from "./message-ids.ts";
import { recordLine } from "./record-line.ts";

/** A chat to store, with its files, which are in the database already. */
export interface ChatToStore {
  importId: string;
  userId: string;
  workflowId: string;
  position: number;
  chat: ImportedChat;
  /** Ids of the files of a message that were kept, by the message's key. */
  filesOf: ReadonlyMap<string, readonly string[]>;
  /** What was left out of the chat; null for nothing. */
  problem: ImportProblem | null;
}

/**
 * Stores a chat as a thread of the user, with a line in the report. A chat that an earlier import
 * brought, and that still exists, is not stored again.
 *
 * @returns whether it was stored
 */
export function storeChat(db: Database, toStore: ChatToStore): Promise<boolean> {
  return db.transaction(async (tx) => {
    const { importId, userId, workflowId, position, chat, problem } = toStore;
    const { title } = chat;
    const threadId = newId("thread", chat.createdAt);
    const thread = await lockOrCreateThread(tx, {
      threadId,
      userId,
      workflowId,
      isLikelyNew: true,
    });
    const claimed = await claim(tx, { userId, chat, threadId });
    if (!claimed) {
      await tx.delete(threads).where(eq(threads.id, threadId));
      await recordLine(tx, { importId, position, title, outcome: "known", problem: null });
      return false;
    }
    const idOf = idsOf(userId, chat);
    const messages = chat.messages.map((message) => ({
      id: idOf(message),
      parentId: message.parent === null ? null : (idOf.byKey(message.parent) ?? null),
      role: message.role,
      text: message.text,
      parts: message.parts,
      createdAt: new Date(message.at),
      model: message.model,
    }));
    await storeMessages(tx, thread, messages);
    await attach(tx, toStore, { threadId, idOf });
    const leaf = chat.leaf === null ? null : (idOf.byKey(chat.leaf) ?? null);
    await tx
      .update(threads)
      .set({
        title: title === null ? null : title.slice(0, maxTitleLength).toWellFormed(),
        createdAt: new Date(chat.createdAt),
        updatedAt: new Date(Math.max(chat.createdAt, chat.updatedAt)),
        activeLeafId: leaf,
      })
      .where(eq(threads.id, threadId));
    await recordLine(tx, { importId, position, title, outcome: "imported", problem, threadId });
    const view = await readThread(tx, { threadId, userId });
    await appendFeed(tx, userId, [{ type: "thread.put", thread: view }]);
    return true;
  });
}

/** Whether the chat was not there yet. */
async function claim(
  tx: Transaction,
  { userId, chat, threadId }: { userId: string; chat: ImportedChat; threadId: string },
): Promise<boolean> {
  const made = await tx
    .insert(importedThreads)
    .values({ userId, source: chat.source, sourceKey: chat.sourceId, threadId })
    .onConflictDoNothing()
    .returning({ threadId: importedThreads.threadId });
  return made.length > 0;
}

interface IdOf {
  (message: ImportedMessage): string;
  byKey(key: string): string | undefined;
}

/** New ids of a chat's messages. This product's own message ids are unique by themselves. */
function idsOf(userId: string, { source, sourceId, messages }: ImportedChat): IdOf {
  const make = ({ key }: ImportedMessage) =>
    importedId("message", { userId, about: aboutMessage({ source, sourceId, key }), at: 0 });
  const ids = new Map(messages.map((message) => [message.key, make(message)]));
  return Object.assign((message: ImportedMessage) => ids.get(message.key) ?? make(message), {
    byKey: (key: string) => ids.get(key),
  });
}

/** What an imported message's id depends on besides its user. */
export function aboutMessage({
  source,
  sourceId,
  key,
}: Pick<ImportedChat, "source" | "sourceId"> & { key: string }): string[] {
  return source === "chatkit" ? [source, key] : [source, sourceId, key];
}

async function attach(
  tx: Transaction,
  { chat, filesOf }: ChatToStore,
  { threadId, idOf }: { threadId: string; idOf: IdOf },
): Promise<void> {
  const rows = chat.messages.flatMap((message) =>
    (filesOf.get(message.key) ?? []).map((attachmentId, position) => ({
      messageId: idOf(message),
      position,
      attachmentId,
      threadId,
    })),
  );
  if (rows.length === 0) return;
  await tx.insert(messageAttachments).values(rows);
  const ids = rows.map(({ attachmentId }) => attachmentId);
  await tx.update(attachments).set({ expiresAt: null }).where(inArray(attachments.id, ids));
}
