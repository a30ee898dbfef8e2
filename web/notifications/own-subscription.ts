import type { NewSubscription } from "../../shared/push.ts";
import { registerWorker } from "../offline/register-worker.ts";
import { removeOptIn } from "../service-worker/opt-in.ts";

/** Whether this browser can show notifications of this page, and may. */
export type PushPermission = "insecure" | "unsupported" | NotificationPermission;

/** Longest wait for the service worker's first start, which fetches the app, in milliseconds. */
const workerWithinMs = 20_000;

/** What the browser says now. */
export function readPermission(): PushPermission {
  if (!isSecureContext) return "insecure";
  const isSupported =
    "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  return isSupported ? Notification.permission : "unsupported";
}

/**
 * Whether it is an iPhone or iPad, where only an app on the home screen can show notifications.
 * An iPad calls itself a Mac, but no Mac has a touch screen.
 */
export function isAppleTouchDevice(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return /iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}

/** The address of this browser's subscription; null if it has none. */
export async function readOwnEndpoint(): Promise<string | null> {
  if (!("serviceWorker" in navigator)) return null;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  return subscription?.endpoint ?? null;
}

/**
 * Subscribes at the browser's push service, for this server's key. Rejects when the browser does
 * not allow it, or does not reach its push service.
 */
export async function subscribeHere(serverKey: string): Promise<NewSubscription> {
  const { pushManager } = await ownWorker();
  const before = await pushManager.getSubscription();
  // One for another key of the server is of no use, and would keep the browser from making a new one.
  if (before && keyOf(before) !== serverKey) await before.unsubscribe();
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: serverKey,
  });
  const { endpoint = "", keys = {} } = subscription.toJSON();
  const { p256dh = "", auth = "" } = keys;
  return { endpoint, keys: { p256dh, auth }, serverKey };
}

/** Rejects in development, where there is no worker, and when it does not start. */
async function ownWorker(): Promise<ServiceWorkerRegistration> {
  if (!import.meta.env.PROD) throw new Error("in development there is no service worker");
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("the worker is late")), workerWithinMs);
  const { serviceWorker } = navigator;
  const known = await serviceWorker.getRegistration();
  const started = known ? serviceWorker.ready : registerWorker(serviceWorker);
  return Promise.race([started, late.promise]).finally(() => clearTimeout(timer));
}

/** Ends this browser's subscription, if there is one. */
export async function unsubscribeHere(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await Promise.all([subscription?.unsubscribe(), removeOptIn()]);
}

function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer());
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/={1,2}$/, "");
}
