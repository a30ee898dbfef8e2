/** The hash by which a secret of 256 random bits is stored: nothing to guess, so a plain hash keeps it. */
export function hashSecret(secret: string): string {
  return new Bun.CryptoHasher("sha256").update(secret).digest("hex");
}
