/** The right to talk to one workflow, as a call by a client secret brings it. */
export interface ChatSessionRight {
  id: string;
  workflowId: string;
  maxRequestsPerMinute: number;
  /** The account whose API key made it for one of its users; null for the user's own. */
  ownerId: string | null;
  /** Whether that account is an admin's. */
  isOwnerAdmin: boolean;
  /** Which former threads its user is shown; null for all of the workflow's. */
  history: { enabled: boolean; recentThreads: number | null } | null;
}

/** The user who calls, and how far the call reaches. */
export interface Caller {
  userId: string;
  /** The chat session whose client secret the call came by; null for calls by any other way. */
  chatSession: ChatSessionRight | null;
}
