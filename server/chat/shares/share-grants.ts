import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** How long each kind of grant is valid, in seconds. */
const validSeconds = {
  /** The password has been entered: a day, as long as the password stays the same. */
  password: 86_400,
  /** A file of the page, for as long as a reader looks at it. */
  file: 3_600,
  /** The copy may be continued: as long as the page may stay open. */
  continue: 86_400,
} as const;

export type GrantKind = keyof typeof validSeconds;

/** The link that a grant belongs to. A changed password ends its grants. */
export interface GrantingShare {
  id: string;
  passwordHash: string | null;
}

/** What a grant allows. */
export interface Granted {
  kind: GrantKind;
  share: GrantingShare;
  /** The id of a file; omitted for the other kinds. */
  about?: string;
}

/**
 * Signs and checks grants to readers of a link: short texts with an expiry, which need no row in
 * the database. The link itself is read whenever a grant is used.
 */
export interface ShareGrants {
  give(granted: Granted): string;
  isGood(grant: string, granted: Granted): boolean;
  /** How long a grant of a kind is valid, in seconds. */
  readonly validSeconds: Readonly<Record<GrantKind, number>>;
}

/** @param serverSecrets newest first: the first signs, and all of them verify */
export function createShareGrants(
  serverSecrets: readonly [string, ...string[]],
  now: () => number = Date.now,
): ShareGrants {
  const [newest, ...older] = serverSecrets;
  const keys = [keyOf(newest), ...older.map(keyOf)] as const;
  return {
    validSeconds,
    give(granted) {
      // Rounded, so that addresses of files stay the same for a while and browsers cache them.
      const period = validSeconds[granted.kind];
      const expires = String((Math.ceil(now() / 1_000 / period) + 1) * period);
      return `${expires}.${sign(keys[0], granted, expires).toString("base64url")}`;
    },
    isGood(grant, granted) {
      const [expires = "", signature = ""] = grant.split(".", 2);
      if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1_000 < now()) return false;
      const given = Buffer.from(signature, "base64url");
      return keys.some((key) => {
        const wanted = sign(key, granted, expires);
        return wanted.length === given.length && timingSafeEqual(wanted, given);
      });
    },
  };
}

/** A derived key, so that no other use of the server's secret can produce these signatures. */
function keyOf(serverSecret: string): Buffer {
  return createHmac("sha256", serverSecret).update("share-grant").digest();
}

function sign(key: Buffer, { kind, share, about = "" }: Granted, expires: string): Buffer {
  const version = createHash("sha256")
    .update(share.passwordHash ?? "")
    .digest("base64url");
  return createHmac("sha256", key)
    .update([kind, share.id, version, about, expires].join("\n"))
    .digest();
}
