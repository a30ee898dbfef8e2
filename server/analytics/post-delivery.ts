import type { AnalyticsDelivery } from "../../shared/analytics.ts";
import { signDelivery } from "./sign-delivery.ts";

/** Where events are delivered, and what proves that they are this server's. */
export interface AnalyticsReceiver {
  url: string;
  /** `whsec_` and base64, as Standard Webhooks has it. */
  secret: string;
}

/** Longer than this no receiver takes who means to answer, in milliseconds. */
const answerWithinMs = 15_000;

/** How the receiver answered; after how long it wants the next try, if it said so. */
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
      // The operator named one address; what is signed goes to no other.
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
