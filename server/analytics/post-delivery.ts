import type { AnalyticsDelivery } from "../../shared/analytics.ts";
import { signDelivery } from "./sign-delivery.ts";

/** Where events are delivered, and the secret that signs them. */
export interface AnalyticsReceiver {
  url: string;
  /** `whsec_` and base64, as in Standard Webhooks. */
  secret: string;
}

/** Longest wait for the receiver's answer, in milliseconds. */
const answerWithinMs = 15_000;

/** The receiver's answer, with the pause it asks for before the next try, if any. */
export type PostOutcome = { ok: true } | { ok: false; reason: string; waitSeconds: number };

/** Posts a delivery, once. Never rejects. */
export async function postDelivery(
  { url, secret }: AnalyticsReceiver,
  delivery: AnalyticsDelivery,
): Promise<PostOutcome> {
  const body = JSON.stringify(delivery);
  const id = delivery.batch;
  const at = Math.floor(Date.now() / 1_000);
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "ChatKit",
        "idempotency-key": id,
        ...signDelivery(secret, { id, at, body }),
      },
      body,
      // The operator configured one address; signed data goes to no other.
      redirect: "manual",
      signal: AbortSignal.timeout(answerWithinMs),
    });
    await answer.body?.cancel();
    if (answer.ok) return { ok: true };
    const waitSeconds = readWait(answer.headers.get("retry-after"));
    return { ok: false, reason: `the receiver answered ${answer.status}`, waitSeconds };
  } catch (cause) {
    return { ok: false, reason: String(cause).slice(0, 300), waitSeconds: 0 };
  }
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3); 0 for none. */
function readWait(header: string | null): number {
  if (header === null) return 0;
  const seconds = /^\d{1,9}$/.test(header)
    ? Number(header)
    : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
