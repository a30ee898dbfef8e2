import type { Part } from "../../../shared/parts.ts";
import type { ImportSource } from "../../../shared/import.ts";

/** A file of a chat to import: in the archive, or in the message itself. */
export interface ImportedFile {
  name: string;
  mimeType: string;
  /**
   * Where its bytes are: an entry of the archive by its name or a part of it, or Base64. `isTooLarge`
   * for a file whose bytes the reader keeps back, null for one that the export does not contain.
   */
  from: { entry: string } | { base64: string } | { isTooLarge: true } | null;
}

/** A message of a chat to import. */
export interface ImportedMessage {
  /** The id that it has in the export. */
  key: string;
  /** The key of the message before it, which comes earlier in the list; null for a first one. */
  parent: string | null;
  role: "user" | "assistant";
  text: string;
  /** Text and thoughts of a reply; null if it is only the text. */
  parts: Part[] | null;
  model: string | null;
  /** Unix time in milliseconds. */
  at: number;
  files: ImportedFile[];
}

/** A chat to import, whatever exported it. */
export interface ImportedChat {
  source: ImportSource;
  /** The id that it has in the export; the same in every export. */
  sourceId: string;
  title: string | null;
  /** Unix times in milliseconds. */
  createdAt: number;
  updatedAt: number;
  /** The key of the last message of the branch that was read; null for the newest. */
  leaf: string | null;
  messages: ImportedMessage[];
}

/** Why a chat cannot be imported. */
export type Unreadable = "no_messages" | "not_a_chat" | "too_large" | "temporary" | "trashed";

/** A chat that cannot be imported, as far as it is known. */
export interface UnreadableChat {
  source: ImportSource | null;
  sourceId: string | null;
  title: string | null;
  unreadable: Unreadable;
}
