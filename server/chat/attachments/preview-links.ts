import { createHmac, timingSafeEqual } from "node:crypto";

/** For how long an address of a preview opens it, in seconds: a page that lists a thread is read by then. */
const linkSeconds = 600;

/** Addresses that open the preview of one image for a while, without a token. */
export interface PreviewLinks {
  /** Path and query. */
  linkTo(attachmentId: string): string;
  /** Whether the query of such an address is whole, and not too old. */
  isGood(attachmentId: string, link: { expires: string; signature: string }): boolean;
}

/** @param serverSecrets newest first: that one signs, and what any has signed is good */
export function createPreviewLinks(
  serverSecrets: readonly [string, ...string[]],
  now: () => number = Date.now,
): PreviewLinks {
  const [newest, ...older] = serverSecrets;
  const keys = [keyOf(newest), ...older.map(keyOf)] as const;
  return {
    linkTo(id) {
      // The same for a while, so that browsers need not load it anew with every list.
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

/** A key of its own, so that no other use of the server's secret can be taken for this one. */
function keyOf(serverSecret: string): Buffer {
  return createHmac("sha256", serverSecret).update("attachment-preview").digest();
}

function sign(key: Buffer, id: string, expires: string): Buffer {
  return createHmac("sha256", key).update(`${id}\n${expires}`).digest();
}
