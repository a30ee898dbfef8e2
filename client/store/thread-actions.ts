import { newId } from "../../shared/ids.ts";
import type { Message } from "../../shared/message.ts";
import type { Thread } from "../../shared/thread.ts";
import { RequestError, toRequestError } from "../request-error.ts";
import { optimisticSibling } from "../state/optimistic.ts";
import type { PendingChange } from "../state/replica.ts";
import { persist } from "./persist.ts";
import type { StoreContext } from "./store-context.ts";

/** What a call changed, as it answered. */
interface Answer {
  thread: Thread | null;
  messages: Message[];
}

/** Shows a new title at once. */
export function renameThread(
  context: StoreContext,
  threadId: string,
  title: string,
): Promise<void> {
  return carryOut(context, { type: "rename", threadId, title }, async () => ({
    thread: await context.client.api.threads.rename.mutate({ threadId, title }),
    messages: [],
  }));
}

/** Takes the unread mark away at once. */
export async function markThreadRead(context: StoreContext, threadId: string): Promise<void> {
  if (!context.holder.visible.get().threads[threadId]?.unread) return;
  await carryOut(context, { type: "read", threadId }, async () => ({
    thread: await context.client.api.threads.markRead.mutate({ threadId }),
    messages: [],
  }));
}

/** Hides a thread at once. One that is gone already is deleted. */
export async function deleteThread(context: StoreContext, threadId: string): Promise<void> {
  const { client, holder, pause, signal } = context;
  const change: PendingChange = { type: "delete", threadId };
  holder.apply({ type: "pending", change });
  try {
    await persist(() => client.api.threads.delete.mutate({ threadId }), pause, signal);
  } catch (cause) {
    if (toRequestError(cause).code === "not_found") return;
    holder.apply({ type: "settled", change });
    throw cause;
  }
}

/** Shows an empty sibling of a reply at once; the server starts another generation for it. */
export function regenerateReply(
  context: StoreContext,
  messageId: string,
): { replyId: string; done: Promise<void> } {
  const replyId = newId("message");
  const of = context.holder.get().messages[messageId];
  if (!of)
    return {
      replyId,
      done: Promise.reject(new RequestError("not_found", "No such message here.")),
    };
  const reply = optimisticSibling(of, replyId, new Date().toISOString());
  const done = carryOut(context, { type: "regenerate", reply }, async () => {
    const answer = await context.client.api.messages.regenerate.mutate({ messageId, replyId });
    return { thread: answer.thread, messages: [answer.reply] };
  });
  return { replyId, done };
}

/** Lays a change over the state until the server has answered; a refusal takes it back. */
async function carryOut(
  context: StoreContext,
  change: PendingChange,
  call: () => Promise<Answer>,
): Promise<void> {
  const { holder, pause, signal } = context;
  holder.apply({ type: "pending", change });
  const { asOf, epoch } = holder.now();
  const userId = holder.get().user?.id;
  try {
    const answer = await persist(call, pause, signal);
    if (holder.get().user?.id !== userId) return;
    const isSameFeed = holder.now().epoch === epoch;
    holder.apply(
      { type: "answer", ...answer, asOf: isSameFeed ? asOf : -1 },
      { type: "settled", change },
    );
  } catch (cause) {
    holder.apply({ type: "settled", change });
    throw cause;
  }
}
