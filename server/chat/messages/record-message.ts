import { messageFact } from "../../analytics/message-fact.ts";
import { recordEvents } from "../../analytics/record-events.ts";
import type { Transaction } from "../../platform/db/client.ts";
import type { ReplyStart } from "./store-reply.ts";

/** Records a user's message for analytics; nothing when the reply answers an existing message. */
export async function recordMessage(
  tx: Transaction,
  { thread: { workflowId }, userId, message }: Pick<ReplyStart, "thread" | "userId" | "message">,
): Promise<void> {
  if (!message) return;
  const { text } = message;
  await recordEvents(tx, userId, [messageFact("user", { workflowId, text })]);
}
