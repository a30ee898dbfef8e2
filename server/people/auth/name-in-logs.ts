/**
 * A name for an auth session that is safe to log: stable, and useless for finding the id, which
 * holds 74 random bits. The id itself is half of the cookie.
 */
export function nameInLogs(authSessionId: string): string {
  return new Bun.CryptoHasher("sha256").update(authSessionId).digest("hex").slice(0, 16);
}
