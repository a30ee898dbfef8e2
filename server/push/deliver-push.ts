import type { Brand } from "../../shared/brand.ts";
import type { PushMessage } from "../../shared/push.ts";
import { RequestError } from "../platform/errors.ts";
import type { JobEnd } from "../platform/jobs/job-queue.ts";
import { AddressRefused, NoAnswer, type PinnedAnswer } from "../platform/upstream/post-pinned.ts";
import { dropDevice, noteSent, noteWait } from "./note-delivery.ts";
import { messageOfReply, testMessage } from "./push-message.ts";
import type { PushServices, PushSettings } from "./push-services.ts";
import { type PushedDevice, readPushedDevice } from "./pushed-device.ts";
import { isQuiet } from "./quiet-hours.ts";
import { sendPush } from "./send-push.ts";

/** Dependencies of delivery. */
export type DeliverPushDeps = Pick<
  PushServices,
  "db" | "sql" | "limits" | "log" | "metrics" | "sealed" | "settings" | "isLocked" | "resolve"
> & {
  /** How the server presents itself at this moment. */
  brand: () => Promise<Brand>;
};

/** A notification for one device. */
export interface PushJob {
  subscriptionId: string;
  /** Null for a test. */
  generationId: string | null;
}

/**
 * Tries to send a notification to one device, once. Whether it is needed is decided here, at each
 * try: not during quiet hours, nor when the reply was seen meanwhile. One that is not needed is
 * dropped, never sent later. One that was sent is not sent again, unless the worker died before
 * recording that: then the second replaces the first, because both have the same topic and tag.
 * A test has one try: who asked for it can ask again. A node that cannot open the keys leaves the
 * job to another.
 *
 * @param isLastTry whether the job has no further try
 */
export async function deliverPush(
  deps: DeliverPushDeps,
  { subscriptionId, generationId }: PushJob,
  isLastTry: boolean,
): Promise<JobEnd> {
  const { db, metrics, settings, isLocked } = deps;
  const isTest = generationId === null;
  const last = isLastTry || isTest;
  const drop = (outcome: string): JobEnd => {
    metrics.pushes.inc({ outcome });
    return { outcome: "done" };
  };
  if (isLocked)
    return { outcome: isLastTry ? "dead" : "again", reason: "this node cannot open the push keys" };
  if (!settings) return drop("off");
  const device = await readPushedDevice(db, subscriptionId);
  if (!device) return drop("gone");
  if (!isTest && device.lastGenerationId === generationId) return { outcome: "done" };
  if (!device.isDue && isTest) return drop("limited");
  if (!device.isDue && !last) return { outcome: "again", reason: "the push service asked to wait" };
  const message = await messageFor(deps, device, generationId);
  if (typeof message === "string") return drop(message);
  return send(deps, { settings, device, message, generationId, last });
}

/** What to send, or why nothing. */
async function messageFor(
  { db, limits, brand }: DeliverPushDeps,
  device: PushedDevice,
  generationId: string | null,
): Promise<PushMessage | string> {
  const { preferences, timeZone, userId } = device;
  const isTest = generationId === null;
  if (!isTest && isQuiet(preferences.quiet, { at: new Date(), timeZone })) return "quiet";
  const { name: app } = await brand();
  const message = isTest
    ? testMessage(device, app)
    : await messageOfReply(db, device, { generationId, app });
  if (typeof message === "string") return message;
  try {
    // By user, because a browser that subscribes anew is another device.
    await limits.take("push", userId);
  } catch (error) {
    if (error instanceof RequestError) return "limited";
    throw error;
  }
  return message;
}

/** One try of one notification. */
interface Sending {
  settings: PushSettings;
  device: PushedDevice;
  message: PushMessage;
  generationId: string | null;
  last: boolean;
}

async function send(deps: DeliverPushDeps, sending: Sending): Promise<JobEnd> {
  const { metrics } = deps;
  const { device, generationId } = sending;
  const begun = performance.now();
  try {
    const answer = await sendPush(deps, sending);
    metrics.pushTime.observe((performance.now() - begun) / 1_000);
    if (answer === "other_key") return await lose(deps, sending, "gone");
    if (answer.status >= 200 && answer.status < 300) {
      await noteSent(deps.db, device.id, generationId);
      metrics.pushes.inc({ outcome: "sent" });
      return { outcome: "done" };
    }
    return await settle(deps, sending, answer);
  } catch (error) {
    if (error instanceof AddressRefused) return lose(deps, sending, "refused");
    // An address that swallows what is sent costs the most time: it gets no second try.
    if (error instanceof NoAnswer && !device.hasWorked) return lose(deps, sending, "refused");
    if (error instanceof NoAnswer) return fail(deps, sending, `no answer: ${error.message}`);
    throw error;
  }
}

/** What an answer other than success means. */
async function settle(
  deps: DeliverPushDeps,
  sending: Sending,
  { status, retryAfter }: PinnedAnswer,
): Promise<JobEnd> {
  const reason = `the push service answered ${status}`;
  // The browser has unsubscribed, or the subscription has expired (RFC 8030, section 7.3).
  if (status === 404 || status === 410) return lose(deps, sending, "gone");
  if (status === 429 || status >= 500) {
    await noteWait(deps.db, sending.device.id, retryAfter);
    return fail(deps, sending, reason);
  }
  // These may be about this server: its clock, its contact. Anything else is no push service.
  if (status === 400 || status === 401 || status === 403 || status === 413)
    return fail(deps, { ...sending, last: true }, reason);
  return lose(deps, sending, "refused");
}

/** The device gets nothing any more. */
async function lose(
  { db, log, metrics }: DeliverPushDeps,
  { device }: Sending,
  outcome: "gone" | "refused",
): Promise<JobEnd> {
  await dropDevice(db, device.id);
  metrics.pushes.inc({ outcome });
  log.info({ subscriptionId: device.id, outcome }, "push subscription deleted");
  return { outcome: "done" };
}

/** Not sent, at least not now. A device that has never worked gets no further job. */
async function fail(
  { db, log, metrics }: DeliverPushDeps,
  { device, last }: Sending,
  reason: string,
): Promise<JobEnd> {
  if (last && !device.hasWorked) await dropDevice(db, device.id);
  metrics.pushes.inc({ outcome: last ? "failed" : "retried" });
  log.warn({ subscriptionId: device.id, reason, isDead: last }, "push not sent");
  return { outcome: last ? "dead" : "again", reason };
}
