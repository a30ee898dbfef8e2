/** The prefix of each kind of id. The rest is a UUIDv7 without dashes. */
export const idPrefixes = {
  user: "user",
  authSession: "as",
  oneTimeToken: "ott",
  invitation: "inv",
  identity: "idn",
  apiKey: "key",
  pushSubscription: "psub",
  mail: "mail",
  workflow: "wf",
  chatSession: "cksess",
  project: "prj",
  memory: "mem",
  thread: "cthr",
  message: "msg",
  attachment: "atc",
  generation: "gen",
  removal: "rmv",
  share: "shr",
  prompt: "prm",
  announcement: "ann",
  import: "imp",
  analyticsEvent: "evt",
  analyticsBatch: "batch",
} as const;

export type IdKind = keyof typeof idPrefixes;

/**
 * Creates an id: prefix, underscore, 32 hex digits of a UUIDv7 (RFC 9562, section 5.7). Ids sort by
 * creation time, to the millisecond.
 *
 * The creator of an object makes its id, so a client that retries a request names the same object.
 */
export function newId(kind: IdKind, nowMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${idPrefixes[kind]}_${hex}`;
}
