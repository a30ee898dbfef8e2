import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";

/** What an access token says: who, by which auth session, in which role. */
export interface AccessClaims {
  userId: string;
  authSessionId: string;
  role: "user" | "admin";
}

/** How long an access token is good for, in milliseconds: short, for it cannot be taken back. */
export const accessTokenLifetimeMs = 15 * 60_000;

const issuer = "chatkit";
const audience = "chatkit";
const type = "at+jwt";
const payloadSchema = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  role: z.enum(["user", "admin"]),
});

/** Makes and checks access tokens (JWT, HS256, RFC 9068's type) with one secret. */
export class AccessTokens {
  readonly #key: Uint8Array;

  /** @param secret at least 32 bytes, as HS256 needs (RFC 7518, section 3.2) */
  constructor(secret: string) {
    this.#key = new TextEncoder().encode(secret);
    if (this.#key.length < 32)
      throw new Error("The access token secret has to be at least 32 bytes long.");
  }

  /** Signs a token that is good from now on. `expiresAt` is Unix time in milliseconds. */
  async sign(claims: AccessClaims): Promise<{ token: string; expiresAt: number }> {
    const issuedAt = Math.floor(Date.now() / 1000);
    const expiresAt = issuedAt + accessTokenLifetimeMs / 1000;
    const token = await new SignJWT({ sid: claims.authSessionId, role: claims.role })
      .setProtectedHeader({ alg: "HS256", typ: type })
      .setSubject(claims.userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.#key);
    return { token, expiresAt: expiresAt * 1000 };
  }

  /** What a token says, or null for anything that is not a good token of ours. */
  async verify(token: string): Promise<AccessClaims | null> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ["HS256"],
        issuer,
        audience,
        typ: type,
        requiredClaims: ["sub", "sid", "role", "exp", "iat"],
      });
      const { sub, sid, role } = payloadSchema.parse(payload);
      return { userId: sub, authSessionId: sid, role };
    } catch {
      // Every reason is the same answer: not a token of ours.
      return null;
    }
  }
}
