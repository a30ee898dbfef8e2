/** A signed-in person who asks for something of their account. */
export interface Caller {
  userId: string;
  /** Their auth session. */
  sessionId: string;
  /** Where the call comes from. */
  address: string;
}
