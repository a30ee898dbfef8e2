import { isLive } from "../../../shared/generation-status.ts";
import type { Message } from "../../../shared/message.ts";
import { RequestError } from "../../platform/errors.ts";
import type { StartDeps } from "../messages/start-transaction.ts";
import { putSummary } from "./change-summary.ts";
import { lockMessage } from "./lock-message.ts";

/**
 * Requests a summary of a thread up to and including a message. Idempotent: an existing or pending
 * summary stays.
 *
 * @returns the message with its summary
 * @throws RequestError `not_found` for another user's message; `conflict` while it is being
 *   written
 */
export function askForSummary(
  { db, jobs }: Pick<StartDeps, "db" | "jobs">,
  userId: string,
  messageId: string,
): Promise<Message> {
  return db.transaction(async (tx) => {
    const message = await lockMessage(tx, { messageId, userId });
    if (message.generation && isLive(message.generation))
      throw new RequestError("conflict", "The reply is still being written.");
    const status = message.summary?.status;
    if (status === "ready" || status === "pending") return message;
    await jobs.enqueue(tx, "summary", { messageId });
    const place = { threadId: message.threadId, messageId, userId };
    return putSummary(tx, place, { status: "pending", text: "", error: null });
  });
}
