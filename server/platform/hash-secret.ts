/**
 * The stored hash of a secret. A plain hash suffices, because 256 random bits cannot be guessed.
 */
export function hashSecret(secret: string): string {
  return new Bun.CryptoHasher("sha256").update(secret).digest("hex");
}
