import type { Message } from "../../../shared/message.ts";
import { hasFiles } from "../attachments/attach-files.ts";
import { RequestError } from "../../platform/errors.ts";

/** What is said, under the ids that its caller has made. */
interface SaidUnderIds {
  id: string;
  replyId: string;
  text: string;
  attachmentIds?: readonly string[] | undefined;
}

/**
 * The message and reply that an earlier call under the same ids has made; null when there was none.
 *
 * @param found those of the thread's messages whose ids are the request's
 * @throws RequestError `conflict` when the ids were used with other content
 */
export function findEarlierSend(
  found: ReadonlyMap<string, Message>,
  { id, replyId, text, attachmentIds }: SaidUnderIds,
): { message: Message; reply: Message } | null {
  const message = found.get(id);
  if (!message) return null;
  const reply = found.get(replyId);
  const isSame =
    message.role === "user" && message.text === text && hasFiles(message, attachmentIds);
  if (!isSame || reply?.parentId !== id) throw usedForAnother();
  return { message, reply };
}

/** The refusal of an id that has been used already. */
export function usedForAnother(): RequestError {
  return new RequestError("conflict", "This message id belongs to another message.");
}
