import type { Message } from "../../shared/message.ts";
import type { SendMessage } from "../../shared/requests.ts";
import type { Thread } from "../../shared/thread.ts";
import type { Database, Transaction } from "../db/client.ts";
import { RequestError } from "../errors.ts";
import { readThread } from "../threads/access.ts";
import { lockOrCreateThread } from "../threads/lock-thread.ts";
import { readMessagesById } from "./message-view.ts";
import { type StartDeps, startReply } from "./start-reply.ts";

/** What a send has made. */
export interface SentMessage {
  thread: Thread;
  message: Message;
  reply: Message;
}

/** What sending needs of the server. */
export interface SendDeps extends StartDeps {
  db: Database;
  defaultWorkflowId: string;
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
    const workflowId = send.workflowId ?? deps.defaultWorkflowId;
    const thread = await lockOrCreateThread(tx, { ...of, workflowId });
    const earlier = thread.isNew ? null : await findEarlierSend(tx, send);
    if (earlier) return { thread: await readThread(tx, of), ...earlier };
    if (thread.isNew && send.parentId !== null) throw noParent();
    const { id, parentId, text, replyId } = send;
    const message = { id, parentId, text };
    const reply = { id: replyId, parentId: id };
    const started = await startReply(tx, deps, { thread, userId, message, reply });
    if (!started.message) throw new Error("a reply was started without its message");
    return { ...started, message: started.message };
  });
}

/** Finds the messages of the same send, and makes sure that its parent is there if it is new. */
async function findEarlierSend(
  tx: Transaction,
  send: SendMessage,
): Promise<Omit<SentMessage, "thread"> | null> {
  const ids = [send.id, send.replyId, ...(send.parentId === null ? [] : [send.parentId])];
  const found = await readMessagesById(tx, { threadId: send.threadId, ids });
  const message = found.get(send.id);
  const reply = found.get(send.replyId);
  if (!message) {
    // A person's message follows a reply.
    if (send.parentId !== null && found.get(send.parentId)?.role !== "assistant") throw noParent();
    return null;
  }
  const same =
    message.role === "user" && message.text === send.text && message.parentId === send.parentId;
  if (!same || reply?.parentId !== send.id) {
    throw new RequestError("conflict", "This message id was used for another message.");
  }
  return { message, reply };
}

function noParent(): RequestError {
  return new RequestError("not_found", "No such message to answer in this thread.");
}
