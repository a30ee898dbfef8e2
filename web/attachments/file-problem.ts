import type { RequestError } from "../../client/request-error.ts";
import type { AttachmentRefusal } from "../../shared/attachment.ts";
import type { RequestErrorCode } from "../../shared/errors.ts";
import { megabyte } from "../../shared/limits.ts";
import type { FileRoom } from "./file-room.ts";

/** Why a file cannot be sent. */
export type FileProblem =
  | AttachmentRefusal
  | "too_large"
  | "too_many"
  | "empty"
  | "forbidden"
  | "storage_full"
  /** It was changed, moved or deleted since it was chosen. */
  | "unreadable"
  /** The page that had it is gone, or the server has it no more. */
  | "interrupted"
  /** It was uploaded for another assistant. */
  | "elsewhere";

/** Why a file is not uploaded at all; null when it is. `before` counts those of the draft that come before it. */
export function problemBefore(file: File, before: number, room: FileRoom): FileProblem | null {
  if (!room.enabled) return "forbidden";
  if (before >= room.maxFiles) return "too_many";
  if (file.size > room.maxFileSize * megabyte) return "too_large";
  return file.size === 0 ? "empty" : null;
}

const problemsByCode: Partial<Record<RequestErrorCode, FileProblem>> = {
  too_large: "too_large",
  storage_full: "storage_full",
  forbidden: "forbidden",
  conflict: "unreadable",
};

/** What the server's refusal of an upload means for the file. */
export function problemOf({ code }: RequestError): FileProblem {
  return problemsByCode[code] ?? "failed";
}

/** Whether a file with this problem never came to be on the server. */
export function isUnknown(problem: FileProblem): boolean {
  return ["too_large", "too_many", "empty", "forbidden", "storage_full"].includes(problem);
}

/** How a person may go on with a file: with the same one once more, or by choosing it again; null where only taking it away is left. */
export function wayOn(problem: FileProblem, isHere: boolean): "retry" | "choose" | null {
  switch (problem) {
    case "storage_full":
    case "too_many":
    case "failed":
      return isHere ? "retry" : "choose";
    case "interrupted":
    case "elsewhere":
    case "unreadable":
      return "choose";
    default:
      return null;
  }
}
