/** Why signing in with a provider has failed, as the sign-in page is told. */
export const identityProblems = [
  /** The attempt is over, was used, or began in another browser. */
  "expired",
  "cancelled",
  "unreachable",
  "untrusted",
  "misconfigured",
  /** The provider has confirmed no address, which a new account needs. */
  "unconfirmed",
  /** There is an account with this address, and nothing proves that it is the person's. */
  "connect_first",
  /** It is connected to another account. */
  "taken",
  "disabled",
  /** New accounts are not let in. */
  "closed",
  "limited",
] as const;

export type IdentityProblem = (typeof identityProblems)[number];
