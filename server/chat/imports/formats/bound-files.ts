import { maxFileNameLength } from "../../../../shared/limits.ts";
import { mostBase64, mostBase64OfChat, mostFilesOfMessage } from "../file-limits.ts";
import type { ImportedFile, ImportedMessage } from "../imported-chat.ts";

/**
 * The messages without what the server would not keep, so that it is never sent there: Base64 that
 * is too long, alone or together, files beyond the maximum of a message, and ends of long names.
 */
export function boundFiles(messages: readonly ImportedMessage[]): ImportedMessage[] {
  let left = mostBase64OfChat;
  const bound = ({ name, mimeType, from }: ImportedFile): ImportedFile => {
    const length = from && "base64" in from ? from.base64.length : 0;
    const isKept = length <= Math.min(left, mostBase64);
    if (isKept) left -= length;
    return {
      name: name.slice(0, maxFileNameLength).toWellFormed(),
      mimeType: mimeType.slice(0, mostTypeLength).toWellFormed(),
      from: isKept ? from : { isTooLarge: true },
    };
  };
  return messages.map((message) => ({
    ...message,
    // One more than is kept, so that the report says that there were others.
    files: message.files.slice(0, mostFilesOfMessage + 1).map(bound),
  }));
}

/** Longest media type, in UTF-16 code units. */
const mostTypeLength = 100;
