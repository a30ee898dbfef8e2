import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { ServerSecrets } from "./server-secrets.ts";

/** Encrypts secrets in the database, so that a copy of it does not reveal them. */
export interface SealedSecrets {
  /**
   * Encrypts with the newest of the server's secrets.
   *
   * @param place where the result is kept, such as a row's id: it opens nowhere else
   */
  seal(secret: string, place: string): string;
  /** @returns null when none of the server's secrets opens it, or it belongs to another place */
  open(sealed: string, place: string): string | null;
  /** Whether the newest of the server's secrets opens it. */
  isNewest(sealed: string, place: string): boolean;
}

const form = "v1";
const keyBytes = 32;
/** GCM's parameters (NIST SP 800-38D, section 5.2.1.1): a nonce of 96 bits, a tag of 128. */
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM, with keys derived from the server's secrets by HKDF (RFC 5869). */
export function createSealedSecrets(secrets: ServerSecrets): SealedSecrets {
  const [newest, ...older] = secrets;
  const keys = [deriveKey(newest), ...older.map(deriveKey)] as const;
  return {
    seal(secret, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", keys[0], nonce).setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      return `${form}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
    },
    open(sealed, place) {
      const bytes = bytesOf(sealed);
      if (bytes === null) return null;
      for (const key of keys) {
        const secret = openWith(key, { bytes, place });
        if (secret !== null) return secret;
      }
      return null;
    },
    isNewest(sealed, place) {
      const bytes = bytesOf(sealed);
      return bytes !== null && openWith(keys[0], { bytes, place }) !== null;
    },
  };
}

/** Null when the text is no sealed secret. */
function bytesOf(sealed: string): Buffer | null {
  const [before, encoded = ""] = sealed.split(".", 2);
  const bytes = Buffer.from(encoded, "base64url");
  return before !== form || bytes.length < nonceBytes + tagBytes ? null : bytes;
}

function deriveKey(secret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", "chatkit sealed secrets", keyBytes));
}

function openWith(key: Buffer, { bytes, place }: { bytes: Buffer; place: string }): string | null {
  const nonce = bytes.subarray(0, nonceBytes);
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
  try {
    const body = decipher.update(bytes.subarray(nonceBytes + tagBytes));
    return Buffer.concat([body, decipher.final()]).toString("utf8");
  } catch {
    // The tag does not match: another key, another place, or changed bytes.
    return null;
  }
}
