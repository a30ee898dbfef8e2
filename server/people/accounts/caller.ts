/** The user who makes a call about their account. */
export interface Caller {
  userId: string;
  /** The auth session of the call. */
  sessionId: string;
  /** IP address of the call. */
  address: string;
}
