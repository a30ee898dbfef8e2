/**
 * A name for an auth session that is safe in a log: the same for each of its lines, and of no use to
 * find the id by, which holds 74 random bits. The id itself is half of what the cookie holds.
 */
export function nameInLogs(authSessionId: string): string {
  return new Bun.CryptoHasher("sha256").update(authSessionId).digest("hex").slice(0, 16);
}
