import { createHmac } from "node:crypto";

/**
 * The headers that prove whose a delivery is, as Standard Webhooks has them
 * (https://www.standardwebhooks.com); any library of theirs verifies them.
 *
 * @param secret `whsec_` and base64
 * @param at Unix time in seconds: a receiver refuses what is minutes old
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

/** A name for a user that leads nowhere, the same as long as the secret is. */
export function pseudonymOf(secret: string, userId: string): string {
  const hash = createHmac("sha256", keyOf(secret)).update(`person:${userId}`);
  return `p_${hash.digest("hex").slice(0, 32)}`;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ""), "base64");
}
