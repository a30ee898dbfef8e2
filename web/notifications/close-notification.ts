/** Takes a chat's notification off this device, because the chat is on the screen. Never rejects. */
export async function closeNotification(threadId: string): Promise<void> {
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    const shown = await registration?.getNotifications({ tag: threadId });
    for (const notification of shown ?? []) notification.close();
  } catch {
    // A browser without notifications has none to close.
  }
}
