/** How often something may be done. */
export interface Policy {
  /** So many times … */
  points: number;
  /** … within so many seconds from the first. */
  seconds: number;
}

/**
 * Every limit on what is called, by what its key is. A person at a keyboard stays far below each;
 * an address may be a family's, an office's or a school's.
 */
export const policies = {
  /** First visits, by address. */
  newGuest: { points: 60, seconds: 60 },
  /** Chat sessions made, by account; by user where an admin's program makes them. */
  createSession: { points: 5, seconds: 60 },
  /** Calls by API key over HTTP, by the key's owner. */
  apiCalls: { points: 600, seconds: 60 },
  /** Messages sent, queued or answered again, by account; users of an admin's programs are exempt. */
  send: { points: 30, seconds: 60 },
  /** Files announced, by account; users of an admin's programs are exempt. */
  upload: { points: 120, seconds: 60 },
  /** Messages and files by one client secret, by chat session; each has a limit of its own below this. */
  chatSession: { points: 1_000, seconds: 60 },
  /** Workflows asked for that are not here, where another server is asked for them, by user or address. */
  lookUpWorkflow: { points: 30, seconds: 60 },
  /** Passwords shown, by the account's address: someone who guesses gets nowhere. */
  passwordByAccount: { points: 10, seconds: 300 },
  /** Passwords shown, by where they come from. */
  passwordByAddress: { points: 60, seconds: 300 },
  /** Mails that anybody can have sent, by whom they go to. */
  mailByAccount: { points: 5, seconds: 3600 },
  /** Mails that anybody can have sent, by where that is asked. */
  mailByAddress: { points: 30, seconds: 3600 },
} as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof policies;

export const policyNames: readonly PolicyName[] = [
  "newGuest",
  "createSession",
  "apiCalls",
  "send",
  "upload",
  "chatSession",
  "lookUpWorkflow",
  "passwordByAccount",
  "passwordByAddress",
  "mailByAccount",
  "mailByAddress",
];

/** Most sockets that a user has open on one node: a hundred tabs. */
export const maxSocketsPerUser = 100;

/** Most sockets from one address on one node: an office with a few tabs each. */
export const maxSocketsPerAddress = 1_000;
