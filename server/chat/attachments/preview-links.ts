import { createHmac, timingSafeEqual } from "node:crypto";

/** Lifetime of a preview link in seconds, enough to look at a page of a thread. */
const linkSeconds = 600;

/** Temporary links to previews of images, which need no token. */
export interface PreviewLinks {
  /** Path and query. */
  linkTo(attachmentId: string): string;
  /** Whether the query of such a link is valid and has not expired. */
  isGood(attachmentId: string, link: { expires: string; signature: string }): boolean;
}

/** @param serverSecrets newest first: the first signs, and all verify */
export function createPreviewLinks(
  serverSecrets: readonly [string, ...string[]],
  now: () => number = Date.now,
): PreviewLinks {
  const [newest, ...older] = serverSecrets;
  const keys = [keyOf(newest), ...older.map(keyOf)] as const;
  return {
    linkTo(id) {
      // Rounded, so that the link stays the same for a while and browsers can cache the image.
      const period = Math.ceil(now() / 1_000 / linkSeconds) + 1;
      const expires = String(period * linkSeconds);
      const signature = sign(keys[0], id, expires).toString("base64url");
      return `/api/attachments/${id}/preview?expires=${expires}&signature=${signature}`;
    },
    isGood(id, { expires, signature }) {
      if (!/^\d{1,12}$/.test(expires) || Number(expires) * 1_000 < now()) return false;
      const given = Buffer.from(signature, "base64url");
      return keys.some((key) => {
        const wanted = sign(key, id, expires);
        return wanted.length === given.length && timingSafeEqual(wanted, given);
      });
    },
  };
}

/** A derived key, so that no other use of the server's secret can produce these signatures. */
function keyOf(serverSecret: string): Buffer {
  return createHmac("sha256", serverSecret).update("attachment-preview").digest();
}

function sign(key: Buffer, id: string, expires: string): Buffer {
  return createHmac("sha256", key).update(`${id}\n${expires}`).digest();
}
