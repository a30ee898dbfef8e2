import { isLive } from "../../../shared/generation-status.ts";
import type { Message } from "../../../shared/message.ts";
import type { SayMessage, SendMessage } from "../../../shared/requests.ts";
import { attachFiles } from "../attachments/attach-files.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { RequestError } from "../../platform/errors.ts";
import { readThread } from "../threads/access.ts";
import { lockOrCreateThread } from "../threads/lock-thread.ts";
import { withChoice } from "../threads/set-inference.ts";
import { findEarlierSend, idsOf, usedForAnother } from "./find-earlier-send.ts";
import { readMessagesById } from "./message-view.ts";
import { requireChoice } from "../threads/pick-model.ts";
import { type SentMessage, startMessage } from "./start-reply.ts";
import { beginAllQueued, type StartDeps, startTransaction } from "./start-transaction.ts";

/** Dependencies of sending. */
export interface SendDeps extends StartDeps {
  defaultWorkflowId: string;
}

/** The chat session of the call; omitted without one. */
export interface OfChatSession {
  chatSessionId?: string | null;
}

/**
 * Stores a user's message and starts the reply: message, pending reply, generation and feed events
 * in one transaction, after which the reply starts. Idempotent: a retry with the same id and
 * content returns the same result and starts nothing.
 *
 * @throws RequestError `conflict` when the id was used with other content, or while the parent is
 *   still being written; `not_found` for a parent that is not in the thread; `model_unavailable`
 *   for a model that the user may not choose; errors of `attachFiles`
 */
export function sendMessage(
  deps: SendDeps,
  userId: string,
  send: SendMessage & OfChatSession & Pick<SayMessage, "compareWith" | "answerBy">,
): Promise<SentMessage> {
  return startTransaction(deps, async (tx, starting) => {
    const of = { threadId: send.threadId, userId };
    const workflowId = send.workflowId ?? deps.defaultWorkflowId;
    const chatSessionId = send.chatSessionId ?? null;
    const locked = await lockOrCreateThread(tx, {
      ...of,
      workflowId,
      chatSessionId,
      isTemporary: send.temporary,
      projectId: send.projectId,
      isLikelyNew: send.parentId === null,
    });
    const thread = withChoice(locked, send);
    const found = thread.isNew ? new Map<string, Message>() : await readInvolved(tx, send);
    const earlier = findEarlierSend(found, send);
    if (earlier) {
      if (earlier.message.parentId !== send.parentId) throw usedForAnother();
      beginAllQueued(starting, earlier);
      return { thread: await readThread(tx, of), ...earlier };
    }
    requireChoice(starting, thread, send.model);
    if (send.parentId !== null) requireFinalReply(found.get(send.parentId));
    const { id: messageId, attachmentIds = [] } = send;
    const attachments = await attachFiles(tx, { thread, messageId, attachmentIds });
    return startMessage(tx, starting, { ...send, thread, userId, attachments });
  });
}

function readInvolved(tx: Transaction, send: SendMessage): Promise<Map<string, Message>> {
  const { parentId, threadId } = send;
  return readMessagesById(tx, { threadId, ids: [...idsOf(send), ...(parentId ? [parentId] : [])] });
}

/** A user's message can only follow a complete reply. */
function requireFinalReply(parent: Message | undefined): void {
  if (!parent?.generation) throw new RequestError("not_found", "No such message in this thread.");
  if (isLive(parent.generation))
    throw new RequestError("conflict", "The reply is still being written: queue the message.");
}
