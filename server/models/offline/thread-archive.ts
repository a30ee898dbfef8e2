/** A message that contains some of the search words. */
export interface ArchiveHit {
  threadId: string;
  /** Null while the thread has no title. */
  title: string | null;
  /** An excerpt that starts somewhat before the first match; all of a short message. */
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
 * A user's threads, for the offline model's tools. Every method sees only the threads of `userId`,
 * leaves out deleted ones, and reads only final, non-empty messages.
 */
export interface ThreadArchive {
  /**
   * Messages whose text contains at least one of `words` as a literal, case-insensitive substring
   * (`%` and `_` are ordinary characters). Those with more of the words come first, then the newer.
   * `words` has 1 to 8 words of at most 40 UTF-16 units; `limit` is 1 to 50.
   */
  search(userId: string, words: readonly string[], limit: number): Promise<ArchiveHit[]>;

  /** The user's threads, most recently changed first. `limit` is 1 to 50. */
  recent(userId: string, limit: number): Promise<ArchivedThread[]>;

  /**
   * The starts of the newest 200 messages of a thread, on all branches, oldest first; none when the
   * thread is missing or another user's.
   */
  messages(userId: string, threadId: string): Promise<ArchivedMessage[]>;
}
