import { createHash } from "node:crypto";
import type { PushMessage } from "../../shared/push.ts";
import { type PinnedAnswer, postPinned } from "../platform/upstream/post-pinned.ts";
import { encryptPayload } from "./encrypt-payload.ts";
import { readPushKeys } from "./push-keys.ts";
import type { PushServices, PushSettings } from "./push-services.ts";
import type { PushedDevice } from "./pushed-device.ts";
import { signVapid } from "./sign-vapid.ts";

/** How long the push service keeps it for a device that is off, in seconds: half a day. */
const keptSeconds = 12 * 3_600;

/** Longest wait for the push service's answer, in milliseconds. */
const answerWithinMs = 10_000;

/**
 * Encrypts, signs and posts one push message (RFC 8030). Undelivered messages with the same tag are
 * replaced at the push service.
 *
 * @returns the answer; `other_key` when the browser subscribed for a key that the server lost
 * @throws AddressRefused, or another error when there is no answer
 */
export async function sendPush(
  deps: Pick<PushServices, "sql" | "sealed" | "log" | "resolve">,
  {
    settings: { contact, ownServices },
    device: { id, endpoint, keys, serverKey },
    message,
  }: { settings: PushSettings; device: PushedDevice; message: PushMessage },
): Promise<PinnedAnswer | "other_key"> {
  const own = await readPushKeys(deps);
  if (own.publicKey !== serverKey) return "other_key";
  const plain = new TextEncoder().encode(JSON.stringify(message));
  const [body, authorization] = await Promise.all([
    encryptPayload(plain, keys),
    signVapid(own, { endpoint, contact }),
  ]);
  const { resolve } = deps;
  return postPinned(
    {
      url: endpoint,
      headers: {
        authorization,
        "content-encoding": "aes128gcm",
        "content-type": "application/octet-stream",
        "content-length": String(body.length),
        ttl: String(keptSeconds),
        topic: topicOf(id, message.tag),
        urgency: "normal",
      },
      body,
    },
    {
      trustedOrigins: ownServices,
      withinMs: answerWithinMs,
      ...(resolve ? { resolve } : {}),
    },
  );
}

/** At most 32 characters of base64url (RFC 8030, section 5.4), which do not tell the thread. */
function topicOf(subscriptionId: string, tag: string): string {
  const hash = createHash("sha256").update(`${subscriptionId} ${tag}`).digest("base64url");
  return hash.slice(0, 32);
}
