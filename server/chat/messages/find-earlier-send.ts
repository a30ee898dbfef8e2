import type { Message } from "../../../shared/message.ts";
import { hasFiles } from "../attachments/attach-files.ts";
import { RequestError } from "../../platform/errors.ts";

/** A message, under ids made by its client. */
interface SaidUnderIds {
  id: string;
  replyId: string;
  text: string;
  attachmentIds?: readonly string[] | undefined;
}

/**
 * The message and reply created by an earlier call with the same ids; null if there was none.
 *
 * @param found the thread's messages with the request's ids
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

/** The refusal of an id that was used for another message. */
export function usedForAnother(): RequestError {
  return new RequestError("conflict", "This message id belongs to another message.");
}
