import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose";
import { z } from "zod";

/** The claims of an access token: the user, the auth session and the role. */
export interface AccessClaims {
  userId: string;
  authSessionId: string;
  role: "user" | "admin";
}

/** Verified claims, with the time of issue. */
export interface VerifiedClaims extends AccessClaims {
  /** Unix time in seconds. */
  issuedAt: number;
}

/** Lifetime of an access token in milliseconds: short, because a token cannot be revoked. */
export const accessTokenLifetimeMs = 15 * 60_000;

const issuer = "chatkit";
const audience = "chatkit";
const type = "at+jwt";
const payloadSchema = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  role: z.enum(["user", "admin"]),
  iat: z.number(),
});

/** A signing secret with its key id. */
interface SigningKey {
  id: string;
  key: Uint8Array;
}

/**
 * Signs and verifies access tokens (JWT, HS256, RFC 9068's type). The newest secret signs and all
 * verify, so the secret can be rotated without signing users out.
 */
export class AccessTokens {
  readonly #newest: SigningKey;
  readonly #keys: readonly SigningKey[];

  /** @param secrets newest first; each at least 32 bytes, as HS256 needs (RFC 7518, section 3.2) */
  constructor([newest, ...older]: readonly [string, ...string[]]) {
    this.#newest = toKey(newest);
    this.#keys = [this.#newest, ...older.map(toKey)];
  }

  /** Signs a token that is valid from now on. `expiresAt` is Unix time in milliseconds. */
  async sign(claims: AccessClaims): Promise<{ token: string; expiresAt: number }> {
    const issuedAt = Math.floor(Date.now() / 1000);
    const expiresAt = issuedAt + accessTokenLifetimeMs / 1000;
    const token = await new SignJWT({ sid: claims.authSessionId, role: claims.role })
      .setProtectedHeader({ alg: "HS256", typ: type, kid: this.#newest.id })
      .setSubject(claims.userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.#newest.key);
    return { token, expiresAt: expiresAt * 1000 };
  }

  /** Verifies a token; null if it is invalid. */
  async verify(token: string): Promise<VerifiedClaims | null> {
    for (const { key } of this.#keysFor(token)) {
      // oxlint-disable-next-line eslint/no-await-in-loop -- the rule finds one, or one of very few
      const claims = await verifyWith(key, token);
      if (claims) return claims;
    }
    return null;
  }

  /** The key that a token names; all keys for an old token without a key id. */
  #keysFor(token: string): readonly SigningKey[] {
    const named = readKeyId(token);
    return named === undefined ? this.#keys : this.#keys.filter(({ id }) => id === named);
  }
}

async function verifyWith(key: Uint8Array, token: string): Promise<VerifiedClaims | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      issuer,
      audience,
      typ: type,
      requiredClaims: ["sub", "sid", "role", "exp", "iat"],
    });
    const { sub, sid, role, iat } = payloadSchema.parse(payload);
    return { userId: sub, authSessionId: sid, role, issuedAt: iat };
  } catch {
    // Every reason gets the same answer: not a valid token.
    return null;
  }
}

/** Undefined for a token without a key id and for malformed input, which no key verifies either. */
function readKeyId(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

function toKey(secret: string): SigningKey {
  const key = new TextEncoder().encode(secret);
  if (key.length < 32) throw new Error("The access token secret has to be at least 32 bytes long.");
  // Identifies a key without revealing it: a hash of a secret that cannot be guessed.
  const id = new Bun.CryptoHasher("sha256").update(`kid:${secret}`).digest("hex").slice(0, 12);
  return { id, key };
}
