import type { Part } from "../../../shared/parts.ts";
import { cutText } from "../../platform/cut-text.ts";

/**
 * Longest text of one message on a page of a link, in UTF-16 code units: more than people read, and
 * rendered in about half a second.
 */
const mostShown = 500_000;

/** The content of a message. */
interface Content {
  text: string;
  parts: readonly Part[] | null;
}

/** The beginning of a message, or all of it if it is not too long for a page. */
export function cutMessage<Message extends Content>(
  message: Message,
): Message & { isCut: boolean } {
  const { text, parts } = message;
  const { parts: shown, isCut } = cutParts(parts ?? []);
  return {
    ...message,
    text: beginning(text, mostShown),
    parts: parts && shown,
    isCut: parts ? isCut : text.length > mostShown,
  };
}

function cutParts(parts: readonly Part[]): { parts: Part[]; isCut: boolean } {
  const shown: Part[] = [];
  let room = mostShown;
  for (const part of parts) {
    if (!("text" in part)) {
      shown.push(part);
      continue;
    }
    if (room > 0) shown.push({ ...part, text: beginning(part.text, room) });
    room -= part.text.length;
  }
  return { parts: shown, isCut: room < 0 };
}

function beginning(text: string, length: number): string {
  return cutText(text, { most: 1, length })[0] ?? "";
}
