import { createHmac, timingSafeEqual } from "node:crypto";

/** Secrets of one-time links. Each is derived from its token's id, so none is stored. */
export interface OneTimeSecrets {
  secretOf(tokenId: string): string;
  /** The token id in a secret made by this server; null for anything else. */
  tokenIdOf(secret: string): string | null;
}

/** @param serverSecrets newest first: the first makes secrets, and all of them verify */
export function createOneTimeSecrets(
  serverSecrets: readonly [string, ...string[]],
): OneTimeSecrets {
  // A derived key, so that no other use of the server's secret can produce these values.
  const [key, ...older] = serverSecrets.map((secret) => keyOf(secret));
  const keys = [key ?? keyOf(serverSecrets[0]), ...older] as const;
  return {
    secretOf: (tokenId) => `${tokenId}.${macOf(keys[0], tokenId).toString("base64url")}`,
    tokenIdOf(secret) {
      const [tokenId = "", mac = ""] = secret.split(".", 2);
      const given = Buffer.from(mac, "base64url");
      const isGood = keys.some((each) => {
        const wanted = macOf(each, tokenId);
        return wanted.length === given.length && timingSafeEqual(wanted, given);
      });
      return isGood ? tokenId : null;
    },
  };
}

function keyOf(serverSecret: string): Buffer {
  return createHmac("sha256", serverSecret).update("one-time-token").digest();
}

function macOf(key: Buffer, tokenId: string): Buffer {
  return createHmac("sha256", key).update(tokenId).digest();
}
