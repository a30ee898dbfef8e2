import { createHmac } from "node:crypto";

/**
 * The signature headers of Standard Webhooks (https://www.standardwebhooks.com); any of its
 * libraries can verify them.
 *
 * @param secret `whsec_` and base64
 * @param at Unix time in seconds; receivers reject deliveries that are minutes old
 */
export function signDelivery(
  secret: string,
  { id, at, body }: { id: string; at: number; body: string },
): Record<string, string> {
  const signature = createHmac("sha256", keyOf(secret)).update(`${id}.${at}.${body}`);
  return {
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": `v1,${signature.digest("base64")}`,
  };
}

/** A pseudonym of a user, stable for as long as the secret stays the same. */
export function pseudonymOf(secret: string, userId: string): string {
  const hash = createHmac("sha256", keyOf(secret)).update(`person:${userId}`);
  return `p_${hash.digest("hex").slice(0, 32)}`;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ""), "base64");
}
