import type { Message } from "../../../shared/message.ts";
import type { ComparedReply } from "../../../shared/requests.ts";
import { hasFiles } from "../attachments/attach-files.ts";
import { RequestError } from "../../platform/errors.ts";
import type { SentMessage } from "./start-reply.ts";

/** A message, under ids made by its client. */
interface SaidUnderIds {
  id: string;
  replyId: string;
  text: string;
  attachmentIds?: readonly string[] | undefined;
  compareWith?: ComparedReply | undefined;
}

/** A message that was stored before, with its replies. */
type EarlierSend = Pick<SentMessage, "message" | "reply" | "compared">;

/** The ids of the messages that a send names. */
export function idsOf({ id, replyId, compareWith }: SaidUnderIds): string[] {
  return [id, replyId, ...(compareWith ? [compareWith.replyId] : [])];
}

/**
 * The message and replies created by an earlier call with the same ids; null if there was none.
 *
 * @param found the thread's messages with the request's ids
 * @throws RequestError `conflict` when the ids were used with other content
 */
export function findEarlierSend(
  found: ReadonlyMap<string, Message>,
  { id, replyId, text, attachmentIds, compareWith }: SaidUnderIds,
): EarlierSend | null {
  const message = found.get(id);
  if (!message) return null;
  const reply = found.get(replyId);
  const isSame =
    message.role === "user" && message.text === text && hasFiles(message, attachmentIds);
  if (!isSame || reply?.parentId !== id) throw usedForAnother();
  if (!compareWith) return { message, reply };
  const compared = found.get(compareWith.replyId);
  if (compared?.parentId !== id) throw usedForAnother();
  return { message, reply, compared };
}

/** The refusal of an id that was used for another message. */
export function usedForAnother(): RequestError {
  return new RequestError("conflict", "This message id belongs to another message.");
}
