/** A message that holds some of the words looked for. */
export interface ArchiveHit {
  threadId: string;
  /** Null while the thread has no name. */
  title: string | null;
  /** A part of the message that begins somewhat before the first of the words; all of a short one. */
  messageText: string;
  role: "user" | "assistant";
  createdAt: Date;
}

export interface ArchivedThread {
  threadId: string;
  title: string | null;
  updatedAt: Date;
}

export interface ArchivedMessage {
  role: "user" | "assistant";
  text: string;
  createdAt: Date;
}

/**
 * The threads of one person, for the offline model's tools to read. Every method sees the
 * threads of `userId` alone, leaves deleted ones out, and only reads final, non-empty messages.
 */
export interface ThreadArchive {
  /**
   * Messages whose text holds at least one of `words` as a literal, case-insensitive substring
   * (`%` and `_` are ordinary characters). Those that hold more of the words come first, then
   * the newer. `words` holds 1 to 8 words of at most 40 UTF-16 units; `limit` is 1 to 50.
   */
  search(userId: string, words: readonly string[], limit: number): Promise<ArchiveHit[]>;

  /** The person's threads, last changed first. `limit` is 1 to 50. */
  recent(userId: string, limit: number): Promise<ArchivedThread[]>;

  /**
   * The newest 200 messages of a thread on all its branches, the start of each, oldest first; none when the thread
   * is missing or somebody else's.
   */
  messages(userId: string, threadId: string): Promise<ArchivedMessage[]>;
}
