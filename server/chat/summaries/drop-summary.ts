import type { Message } from "../../../shared/message.ts";
import type { Database } from "../../platform/db/client.ts";
import { putSummary } from "./change-summary.ts";
import { lockMessage } from "./lock-message.ts";

/**
 * Takes a summary back, also one that is on its way: the model is shown as much of the conversation again as fits.
 *
 * @returns the message
 * @throws RequestError `not_found` for a message that is not the user's
 */
export function dropSummary(db: Database, userId: string, messageId: string): Promise<Message> {
  return db.transaction(async (tx) => {
    const message = await lockMessage(tx, { messageId, userId });
    if (!message.summary || message.summary.status === "removed") return message;
    const place = { threadId: message.threadId, messageId, userId };
    return putSummary(tx, place, { status: "removed", text: "", error: null });
  });
}
