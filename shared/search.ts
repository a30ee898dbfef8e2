/** Longest search query in UTF-16 code units. */
export const maxSearchLength = 200;

/** A piece of text, and whether it is what was searched for. */
export interface SnippetPiece {
  text: string;
  isMatch: boolean;
}

/** A message found by a search. */
export interface FoundMessage {
  threadId: string;
  threadTitle: string | null;
  messageId: string;
  role: "user" | "assistant";
  /** ISO 8601. */
  createdAt: string;
  /** Of the message's text. */
  snippet: readonly SnippetPiece[];
  /** Names of its files that match. */
  files: readonly string[];
}

/** A thread found by its title. */
export interface FoundThread {
  threadId: string;
  title: readonly SnippetPiece[];
  /** ISO 8601. */
  updatedAt: string;
}

/** A page of a search's results, newest first. */
export interface SearchPage {
  /** Threads whose titles match; only on the first page. */
  threads: readonly FoundThread[];
  messages: readonly FoundMessage[];
  /** For older messages; null when all were searched. A page may be empty and still have one. */
  nextCursor: string | null;
}
