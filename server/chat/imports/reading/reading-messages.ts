import type { ImportFailure } from "../../../../shared/import.ts";
import type { ImportedChat, UnreadableChat } from "../imported-chat.ts";

/** The first message to the process that reads an export. */
export interface ExportRequest {
  /** Path of the file. */
  path: string;
  name: string;
  /** Process id of the server. The reader exits when that process is gone. */
  server: number;
  /** Memory limit of the reader's process, in bytes. */
  memoryBytes: number;
}

/** A file of an account's export, which comes after the chats. */
export interface LateFile {
  /** Its id in the export. */
  key: string;
  name: string;
  mimeType: string;
  /** Null for a file that is too large. */
  base64: string | null;
  /** Keys of the messages that have it, at most 100. */
  messageKeys: string[];
}

/** Requests to the reader; each has one answer. */
export type ReaderCall =
  | { call: "next" }
  /** An entry of the archive by a part of its name, if it has at most so many bytes. */
  | { call: "file"; entry: string; mostBytes: number };

/** Answers of the reader. */
export type ReaderAnswer =
  | { answer: "chat"; chat: ImportedChat | UnreadableChat }
  | { answer: "late"; file: LateFile }
  | { answer: "end" }
  | { answer: "failed"; failure: ImportFailure }
  | { answer: "file"; bytes: Uint8Array | null; isTooLarge: boolean };
