import { removeOptIn } from "./opt-in.ts";

/**
 * Takes the notifications of a person who has left off this device, and ends the browser's
 * subscription: what is still on its way is not for the next one. In the worker, because the page
 * restarts meanwhile.
 */
export async function forgetPerson(registration: ServiceWorkerRegistration): Promise<void> {
  await Promise.all([removeOptIn(), closeAll(registration), unsubscribe(registration)]);
}

async function closeAll(registration: ServiceWorkerRegistration): Promise<void> {
  for (const notification of await registration.getNotifications()) notification.close();
}

async function unsubscribe({ pushManager }: ServiceWorkerRegistration): Promise<void> {
  const subscription = await pushManager?.getSubscription();
  await subscription?.unsubscribe();
}
