/** The right to talk to one workflow, granted by a client secret. */
export interface ChatSessionRight {
  id: string;
  workflowId: string;
  maxRequestsPerMinute: number;
  /**
   * The account whose API key created the session for one of its users; null for a user's own
   * session.
   */
  ownerId: string | null;
  /** Whether that account is an admin. */
  isOwnerAdmin: boolean;
  /** Which earlier threads the user may see; null for all threads of the workflow. */
  history: { enabled: boolean; recentThreads: number | null } | null;
}

/** The calling user, and the chat session that limits the call. */
export interface Caller {
  userId: string;
  /** The chat session whose client secret authenticates the call; null for other calls. */
  chatSession: ChatSessionRight | null;
}
