import { and, eq } from "drizzle-orm";
import type { Message } from "../../shared/message.ts";
import type { SendMessage } from "../../shared/requests.ts";
import type { Thread } from "../../shared/thread.ts";
import type { Database, Transaction } from "../db/client.ts";
import { messages } from "../db/schema/threads.ts";
import { RequestError } from "../errors.ts";
import { appendFeed } from "../feed/append-feed.ts";
import type { JobQueue } from "../jobs/job-queue.ts";
import { readThread } from "../threads/access.ts";
import { ensureThread } from "../threads/create-thread.ts";
import { addMessage, addReply } from "./add-messages.ts";
import { readMessage } from "./message-view.ts";

/** What a send has made. */
export interface SentMessage {
  thread: Thread;
  message: Message;
  reply: Message;
}

/** What sending needs of the server. */
export interface SendDeps {
  db: Database;
  jobs: JobQueue;
  defaultWorkflowId: string;
  /** The model that answers where the workflow names none. */
  model: string;
}

/**
 * Stores a person's message and starts the reply: message, pending reply, generation, feed
 * events and job in one transaction. The same id with the same content gives the same answer
 * again and starts nothing.
 *
 * @throws RequestError `conflict` when the id was used with other content, `not_found` for a
 *   parent that is not in the thread
 */
export function sendMessage(
  deps: SendDeps,
  userId: string,
  send: SendMessage,
): Promise<SentMessage> {
  return deps.db.transaction(async (tx) => {
    const of = { threadId: send.threadId, userId };
    await ensureThread(tx, { ...of, workflowId: send.workflowId ?? deps.defaultWorkflowId });
    const earlier = await findEarlierSend(tx, send);
    if (earlier) return { thread: await readThread(tx, of), ...earlier };
    if (send.parentId !== null) await requireParent(tx, send.threadId, send.parentId);
    await addMessage(tx, {
      ...of,
      id: send.id,
      parentId: send.parentId,
      role: "user",
      text: send.text,
    });
    await addReply(tx, deps, { ...of, replyId: send.replyId, parentId: send.id });
    const message = await requireStored(tx, send.threadId, send.id);
    const reply = await requireStored(tx, send.threadId, send.replyId);
    const thread = await readThread(tx, of);
    await appendFeed(tx, userId, [
      { type: "thread.put", thread },
      { type: "message.put", message },
      { type: "message.put", message: reply },
    ]);
    return { thread, message, reply };
  });
}

async function findEarlierSend(
  tx: Transaction,
  send: SendMessage,
): Promise<Omit<SentMessage, "thread"> | null> {
  const message = await readMessage(tx, { threadId: send.threadId, id: send.id });
  if (!message) return null;
  const reply = await readMessage(tx, { threadId: send.threadId, id: send.replyId });
  const same =
    message.role === "user" &&
    message.text === send.text &&
    message.parentId === send.parentId &&
    reply?.parentId === send.id;
  if (!same) throw new RequestError("conflict", "This message id was used for another message.");
  return { message, reply };
}

/** A person's message follows a reply. */
async function requireParent(tx: Transaction, threadId: string, parentId: string): Promise<void> {
  const [parent] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.threadId, threadId),
        eq(messages.id, parentId),
        eq(messages.role, "assistant"),
      ),
    );
  if (!parent) throw new RequestError("not_found", "No such message to answer in this thread.");
}

async function requireStored(tx: Transaction, threadId: string, id: string): Promise<Message> {
  const message = await readMessage(tx, { threadId, id });
  if (!message) throw new Error("a message that was just stored is missing");
  return message;
}
