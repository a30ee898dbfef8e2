import { readOptIn } from "./opt-in.ts";
import { renewSubscription } from "./renew-subscription.ts";
import { readPushMessage } from "./read-push-message.ts";

/**
 * Shows the notifications that the server pushes, leads to their chat when they are clicked, and
 * renews the subscription when the browser replaces it.
 *
 * @param base the path that the app is below
 */
export function answerPushes(worker: ServiceWorkerGlobalScope, base: string): void {
  worker.addEventListener("push", (event) => {
    event.waitUntil(show(worker, base, event.data));
  });
  worker.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(worker, base, event.notification.data));
  });
  worker.addEventListener("pushsubscriptionchange", (event) => {
    const { pushManager } = worker.registration;
    const address = worker.location.origin + base;
    const fetch = (url: string, init: RequestInit) => worker.fetch(url, init);
    event.waitUntil(renewSubscription({ pushManager, address, fetch, readOptIn }));
  });
}

/** Browsers take the permission away from an app that gets a push and shows nothing. */
async function show(
  { registration }: ServiceWorkerGlobalScope,
  base: string,
  data: PushMessageData | null,
): Promise<void> {
  const { title, path, ...message } = readPushMessage(data);
  await registration.showNotification(title, {
    ...message,
    icon: `${base}/notification-icon.png`,
    badge: `${base}/notification-badge.png`,
    data: path,
  });
}

/** Brings the tab with the chat to the front, or opens another. */
async function open(
  { clients, location }: ServiceWorkerGlobalScope,
  base: string,
  path: unknown,
): Promise<void> {
  const url = new URL(base + (typeof path === "string" ? path : "/"), location.origin);
  if (url.origin !== location.origin) return;
  const tabs = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const tab = tabs.find((each) => new URL(each.url).pathname === url.pathname);
  await (tab ? tab.focus() : clients.openWindow(url.href));
}
