/** A rate limit. */
export interface Policy {
  /** This many calls … */
  points: number;
  /** … within this many seconds from the first. */
  seconds: number;
  /**
   * For a policy by address: the multiple that the /48 around an IPv6 address may use. A home or a
   * rented server has one /48 at most; a mobile network has many users in one.
   */
  wide?: number;
  /**
   * Each node counts in memory, and adds to the shared count in steps of this many calls: then most
   * callers cost no statement. A node lets at most this many extra calls through.
   */
  step?: number;
}

/**
 * All rate limits, with what their keys are. A person at a keyboard stays far below each; an
 * address may be a family's, an office's or a school's.
 */
export const policies = {
  /** First visits, by address. */
  newGuest: { points: 60, seconds: 60, wide: 8 },
  /** New chat sessions, by account; by user if an admin's program creates them. */
  createSession: { points: 5, seconds: 60 },
  /** Calls with an API key over HTTP, by the key's owner. */
  apiCalls: { points: 600, seconds: 60 },
  /** Messages sent, queued or regenerated, by account; users of an admin's programs are exempt. */
  send: { points: 30, seconds: 60 },
  /** The long ones of them, by account: 8 MB a minute at most. */
  longMessage: { points: 10, seconds: 60 },
  /** Files announced, by account; users of an admin's programs are exempt. */
  upload: { points: 120, seconds: 60 },
  /** Drafts saved, by account: at each pause in typing, at most every two seconds in one tab. */
  draft: { points: 180, seconds: 60, step: 20 },
  /** Searches, by account: one for each pause in typing. */
  search: { points: 180, seconds: 60, step: 20 },
  /**
   * All other mutations, by account; a person makes at most one change a second.
   * `server/api/trpc/init.ts` counts every mutation without a policy of its own.
   */
  write: { points: 240, seconds: 60, step: 20 },
  /**
   * Mutations without authentication, by address: those of a school whose tabs all reconnect at
   * once.
   */
  writeByAddress: { points: 1_200, seconds: 60, wide: 8, step: 50 },
  /** Parts of files, by account: 900 MB a minute. */
  uploadPart: { points: 1_200, seconds: 60, step: 50 },
  /** Test notifications, by account: each calls a server that the account has named. */
  testPush: { points: 5, seconds: 60 },
  /**
   * Tries to push to a person's devices, by account, tests too. A person does not read more, and a
   * server that is no push service at all gets no more.
   */
  push: { points: 120, seconds: 3600 },
  /** Exports of a user's data: each reads all of it, and is written to the audit log. */
  export: { points: 10, seconds: 3600 },
  /**
   * Messages and files with a client secret, by chat session; each session has its own limit below
   * this.
   */
  chatSession: { points: 1_000, seconds: 60 },
  /** Files with chats announced, by account. */
  import: { points: 30, seconds: 3600 },
  /** Accounts created by an admin, in calls of a hundred at most: each writes a mail. */
  createUsers: { points: 60, seconds: 60 },
  /** Links created or updated, by account: each copies a chat. */
  share: { points: 30, seconds: 60 },
  /** Pages and files of links, by address. */
  sharePage: { points: 600, seconds: 60, wide: 8, step: 20 },
  /** Shared chats continued, by address: each copies a chat, and anyone can be a guest. */
  continueShare: { points: 60, seconds: 600, wide: 2 },
  /** Passwords tried on one link, by address. */
  sharePasswordByNetwork: { points: 10, seconds: 300, wide: 2 },
  /** Passwords tried on any link, by address. */
  sharePasswordByAddress: { points: 60, seconds: 300, wide: 8 },
  /** Passwords tried on one link from all addresses together. */
  sharePasswordByLink: { points: 100, seconds: 900 },
  /** Requests for unknown workflows that upstream is asked for, by user or address. */
  lookUpWorkflow: { points: 30, seconds: 60 },
  /** Password attempts for one account on one device that was signed in to it before. */
  passwordByDevice: { points: 10, seconds: 300 },
  /** The same on all such devices of an account together. */
  passwordByDevices: { points: 60, seconds: 300 },
  /** Password attempts for one account from one address, on unknown devices. */
  passwordByNetwork: { points: 10, seconds: 300, wide: 2 },
  /** Password attempts for any account from one address, on unknown devices. */
  passwordByAddress: { points: 60, seconds: 300, wide: 8 },
  /**
   * Password attempts for one account from all addresses together, on unknown devices. One address
   * can make 30 of them, one /48 60, so it takes several networks to use this up.
   */
  passwordByAccount: { points: 100, seconds: 900 },
  /** Sign-ins with an identity provider begun, by address: each adds a row. */
  beginIdentity: { points: 60, seconds: 300, wide: 8 },
  /** Browsers that come back from a provider, by address: each calls it a few times. */
  finishIdentity: { points: 60, seconds: 300, wide: 8 },
  /** Password reset links requested by a known device of the account, by device. */
  mailByDevice: { points: 5, seconds: 3600 },
  /** Mails caused by unauthenticated callers to one recipient, by address of the call. */
  mailByNetwork: { points: 5, seconds: 3600, wide: 2 },
  /** Mails caused by unauthenticated callers to any recipient, by address of the call. */
  mailByAddress: { points: 30, seconds: 3600, wide: 8 },
  /** Mails caused by unauthenticated callers to one recipient, from all addresses together. */
  mailByRecipient: { points: 20, seconds: 3600 },
} as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof policies;

export const policyNames: readonly PolicyName[] = Object.keys(policies).filter(isPolicyName);

function isPolicyName(name: string): name is PolicyName {
  return name in policies;
}

/** Policies that count by address. */
export type AddressPolicyName = {
  [Name in PolicyName]: (typeof policies)[Name] extends { wide: number } ? Name : never;
}[PolicyName];

/**
 * Maximum number of open connections of one user on one node, sockets and HTTP subscriptions: a
 * hundred tabs.
 */
export const maxSocketsPerUser = 100;

/** The same from one address: an office with a few tabs each. */
export const maxSocketsPerAddress = 1_000;

/** The same from the /48 around an IPv6 address. */
export const maxSocketsPerWiderNetwork = 8 * maxSocketsPerAddress;

/**
 * Maximum number of subscriptions of one user on one node, over any transport: a hundred tabs with
 * ten replies each.
 */
export const maxStreamsPerUser = 1_000;

/** When a client with too many connections or subscriptions may retry, in seconds. */
export const fullForSeconds = 30;
