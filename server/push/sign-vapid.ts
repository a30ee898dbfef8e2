import { importJWK, SignJWT } from "jose";
import type { PushKeys } from "./push-keys.ts";

/** How long a signature is valid, in seconds; push services refuse more than a day. */
const validSeconds = 12 * 3_600;

/**
 * The `Authorization` header that identifies this server to a push service (VAPID, RFC 8292).
 *
 * @param contact a `mailto:` or `https:` address, by which the service reaches the operator
 */
export async function signVapid(
  { publicKey, privateKey }: PushKeys,
  { endpoint, contact }: { endpoint: string; contact: string },
): Promise<string> {
  const point = Buffer.from(publicKey, "base64url");
  const half = (from: number) => point.subarray(from, from + 32).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: half(1), y: half(33), d: privateKey };
  const token = await new SignJWT()
    .setProtectedHeader({ typ: "JWT", alg: "ES256" })
    .setAudience(new URL(endpoint).origin)
    .setSubject(contact)
    .setExpirationTime(Math.floor(Date.now() / 1_000) + validSeconds)
    .sign(await importJWK(jwk, "ES256"));
  return `vapid t=${token}, k=${publicKey}`;
}
