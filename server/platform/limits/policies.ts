/** How often something may be done. */
export interface Policy {
  /** So many times … */
  points: number;
  /** … within so many seconds from the first. */
  seconds: number;
  /**
   * Of a policy by address: how many times as much the /48 around an IPv6 address may. A home or a
   * rented server has one /48 at most; a mobile network has many people in one.
   */
  wide?: number;
  /**
   * Each node counts in its own memory, and adds so many calls at a time to what all nodes have
   * counted: most callers cost no statement then. A node lets at most this many calls more through.
   */
  step?: number;
}

/**
 * Every limit on what is called, by what its key is. A person at a keyboard stays far below each;
 * an address may be a family's, an office's or a school's.
 */
export const policies = {
  /** First visits, by address. */
  newGuest: { points: 60, seconds: 60, wide: 8 },
  /** Chat sessions made, by account; by user where an admin's program makes them. */
  createSession: { points: 5, seconds: 60 },
  /** Calls by API key over HTTP, by the key's owner. */
  apiCalls: { points: 600, seconds: 60 },
  /** Messages sent, queued or answered again, by account; users of an admin's programs are exempt. */
  send: { points: 30, seconds: 60 },
  /** Files announced, by account; users of an admin's programs are exempt. */
  upload: { points: 120, seconds: 60 },
  /**
   * Everything else that changes something, by account; a person at a keyboard does a change a second
   * at most. `server/api/trpc/init.ts` counts every mutation that has no policy of its own.
   */
  write: { points: 240, seconds: 60, step: 20 },
  /** Mutations that need no sign-in, by address: those of a school whose tabs all come back at once. */
  writeByAddress: { points: 1_200, seconds: 60, wide: 8, step: 50 },
  /** Parts of files, by account: 900 MB a minute. */
  uploadPart: { points: 1_200, seconds: 60, step: 50 },
  /** Exports of all that is kept of a person: each reads all of it, and is written to the audit log. */
  export: { points: 10, seconds: 3600 },
  /** Messages and files by one client secret, by chat session; each has a limit of its own below this. */
  chatSession: { points: 1_000, seconds: 60 },
  /** Workflows asked for that are not here, where another server is asked for them, by user or address. */
  lookUpWorkflow: { points: 30, seconds: 60 },
  /** Passwords shown for one account on one device that it was signed in on before. */
  passwordByDevice: { points: 10, seconds: 300 },
  /** The same on all such devices of an account together. */
  passwordByDevices: { points: 60, seconds: 300 },
  /** Passwords shown for one account from one address, on devices that are not known for it. */
  passwordByNetwork: { points: 10, seconds: 300, wide: 2 },
  /** Passwords shown for any account from one address, on devices that are not known for it. */
  passwordByAddress: { points: 60, seconds: 300, wide: 8 },
  /**
   * Passwords shown for one account from all addresses together, on devices that are not known for it.
   * One address reaches 30 of them, one /48 reaches 60: it takes several networks to use this up.
   */
  passwordByAccount: { points: 100, seconds: 900 },
  /** Links for a new password that a known device of the account asks for, by device. */
  mailByDevice: { points: 5, seconds: 3600 },
  /** Mails that a stranger can cause to one recipient, by where that is asked. */
  mailByNetwork: { points: 5, seconds: 3600, wide: 2 },
  /** Mails that a stranger can cause to any recipient, by where that is asked. */
  mailByAddress: { points: 30, seconds: 3600, wide: 8 },
  /** Mails that a stranger can cause to one recipient, from all addresses together. */
  mailByRecipient: { points: 20, seconds: 3600 },
} as const satisfies Record<string, Policy>;

export type PolicyName = keyof typeof policies;

export const policyNames: readonly PolicyName[] = Object.keys(policies).filter(isPolicyName);

function isPolicyName(name: string): name is PolicyName {
  return name in policies;
}

/** Policies that count by where a call comes from. */
export type AddressPolicyName = {
  [Name in PolicyName]: (typeof policies)[Name] extends { wide: number } ? Name : never;
}[PolicyName];

/** Most connections that one user keeps open on one node, sockets and subscriptions over HTTP: a hundred tabs. */
export const maxSocketsPerUser = 100;

/** The same from one address: an office with a few tabs each. */
export const maxSocketsPerAddress = 1_000;

/** The same from the /48 around an IPv6 address on one node. */
export const maxSocketsPerWiderNetwork = 8 * maxSocketsPerAddress;

/** Most subscriptions of one user on one node, by every way in: a hundred tabs with ten replies each. */
export const maxStreamsPerUser = 1_000;

/** When a client that has too much open may try again, in seconds. */
export const fullForSeconds = 30;
