import type { Message } from "../../../shared/message.ts";
import type { Database } from "../../platform/db/client.ts";
import { putSummary } from "./change-summary.ts";
import { lockMessage } from "./lock-message.ts";

/**
 * Removes a summary, even a pending one: the model sees as many of the messages again as fit.
 *
 * @returns the message
 * @throws RequestError `not_found` for another user's message
 */
export function dropSummary(db: Database, userId: string, messageId: string): Promise<Message> {
  return db.transaction(async (tx) => {
    const message = await lockMessage(tx, { messageId, userId });
    if (!message.summary || message.summary.status === "removed") return message;
    const place = { threadId: message.threadId, messageId, userId };
    return putSummary(tx, place, { status: "removed", text: "", error: null });
  });
}
