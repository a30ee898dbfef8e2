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
  /** The page that had it is gone, or the server no longer has it. */
  | "interrupted"
  /** It was uploaded for another assistant. */
  | "elsewhere";

/**
 * Why a file is not uploaded at all, or null. `before` is the number of files before it in the
 * draft.
 */
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

/** The problem of a file whose upload the server refused. */
export function problemOf({ code }: RequestError): FileProblem {
  return problemsByCode[code] ?? "failed";
}

/** Whether a file with this problem never reached the server. */
export function isUnknown(problem: FileProblem): boolean {
  return ["too_large", "too_many", "empty", "forbidden", "storage_full"].includes(problem);
}

/**
 * How the user can go on with a file: retry it, or choose it again; null if it can only be removed.
 */
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
