import { and, asc, eq, gt, inArray, isNull } from "drizzle-orm";
import type { Message } from "../../../shared/message.ts";
import type { EditMessage } from "../../../shared/requests.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { messages, queuedMessages } from "../../platform/db/schema/threads.ts";
import { notFound } from "../../platform/errors.ts";
import { attachFiles } from "../attachments/attach-files.ts";
import { readThread } from "../threads/access.ts";
import { type LockedThread, lockThread } from "../threads/lock-thread.ts";
import { findAnsweringAgain } from "./answering.ts";
import { findEarlierSend, usedForAnother } from "./find-earlier-send.ts";
import { findInUseBelow } from "./find-in-use-below.ts";
import { readMessagesById } from "./message-view.ts";
import type { SendNowDeps } from "./queue/send-queued-now.ts";
import type { OfChatSession } from "./send-message.ts";
import { type SentMessage, startMessage } from "./start-reply.ts";
import { beginIfQueued, type Starting, startTransaction } from "./start-transaction.ts";

/** A new version of a user's message. */
interface Edit extends EditMessage, OfChatSession {}

/**
 * Sends another version of a user message as its sibling, and starts the reply to it. The user has
 * turned away from the replies in progress below the edited message: they are stopped, and what was
 * queued behind them waits for the new reply. An assistant that was asked for the message answers
 * again, or the thread's if the user may not use it any more. Idempotent: a retry with the same ids
 * and content returns the same result and starts nothing.
 *
 * @throws RequestError `not_found` for a message that is missing, another user's or not a user
 *   message; `conflict` when an id is taken; errors of `attachFiles`
 */
export async function editMessage(
  deps: SendNowDeps,
  userId: string,
  edit: Edit,
): Promise<SentMessage> {
  const { live, ...sent } = await startTransaction(deps, async (tx, starting) => {
    const { thread, before } = await lockEdited(tx, userId, edit);
    const { live, ends } = await findInUseBelow(tx, before);
    const sent = await sendVersion(tx, starting, { thread, before, edit, ends });
    return { ...sent, live };
  });
  // After the commit: a reply that has not begun ends here, in a transaction of its own.
  for (const generationId of live) await deps.stopReply({ generationId, userId });
  return sent;
}

async function lockEdited(
  tx: Transaction,
  userId: string,
  { messageId, chatSessionId = null }: Edit,
): Promise<{ thread: LockedThread; before: Message }> {
  const [row] = await tx
    .select({ threadId: messages.threadId })
    .from(messages)
    .where(and(eq(messages.id, messageId), eq(messages.userId, userId), eq(messages.role, "user")));
  if (!row) throw notFound("message");
  const { threadId } = row;
  const thread = await lockThread(tx, { threadId, userId, chatSessionId });
  const before = (await readMessagesById(tx, { threadId, ids: [messageId] })).get(messageId);
  if (!thread || !before) throw notFound("message");
  return { thread, before };
}

interface Version {
  thread: LockedThread;
  /** The edited message. */
  before: Message;
  edit: Edit;
  /** Replies below it that queued messages wait for. */
  ends: readonly string[];
}

async function sendVersion(
  tx: Transaction,
  starting: Starting,
  { thread, before, edit, ends }: Version,
): Promise<SentMessage> {
  const { id: threadId, userId } = thread;
  const { id, replyId, text, attachmentIds = [] } = edit;
  const { parentId } = before;
  const found = await readMessagesById(tx, { threadId, ids: [id, replyId] });
  const earlier = findEarlierSend(found, edit);
  if (earlier) {
    if (earlier.message.parentId !== parentId) throw usedForAnother();
    beginIfQueued(starting, earlier.reply);
    return { thread: await readThread(tx, { threadId, userId }), ...earlier };
  }
  const replaced = before.attachments;
  const files = { thread, messageId: id, attachmentIds, replaced };
  const attachments = await attachFiles(tx, files);
  if (ends.length > 0)
    await tx
      .update(queuedMessages)
      .set({ afterId: replyId })
      .where(and(inArray(queuedMessages.afterId, [...ends]), isNull(queuedMessages.removedAt)));
  const asked = { thread, answerBy: { workflowId: await findAsked(tx, before) } };
  const { assistant } = await findAnsweringAgain(tx, starting, asked);
  const answerBy = { workflowId: assistant.workflowId };
  const message = { thread, userId, id, replyId, parentId, text, attachments, answerBy };
  return startMessage(tx, starting, message);
}

/** The assistant that the message's first reply is of; undefined without a reply. */
async function findAsked(
  tx: Transaction,
  { id, threadId, seq }: Message,
): Promise<string | undefined> {
  const [first] = await tx
    .select({ workflowId: generations.workflowId })
    .from(messages)
    .innerJoin(generations, eq(generations.messageId, messages.id))
    .where(and(eq(messages.threadId, threadId), gt(messages.seq, seq), eq(messages.parentId, id)))
    .orderBy(asc(messages.seq))
    .limit(1);
  return first?.workflowId;
}
