import { createEffect, createMemo } from "solid-js";
import { readOptIn } from "../service-worker/opt-in.ts";
import { useChat } from "../state/chat.ts";
import { useClient } from "../state/client.ts";
import { createObservableAccessor } from "../state/observable-accessor.ts";

/**
 * Ends this browser's notifications when the session of who turned them on has ended, or when
 * another user is signed in: `state/person-change.ts` does so only where it sees the change.
 */
export function followPerson(): void {
  const chat = useChat();
  const ended = createObservableAccessor(useClient().ended);
  const userId = createMemo(() => chat.state().user?.id ?? null);
  createEffect(() => {
    const id = ended() ? null : userId();
    if (id !== null || ended()) void endFor(id);
  });
}

/** Never rejects: a browser without caches or a worker has no notifications. */
async function endFor(userId: string | null): Promise<void> {
  try {
    const optedIn = await readOptIn();
    if (optedIn === null || optedIn === userId) return;
    const registration = await navigator.serviceWorker.getRegistration();
    // A worker is no window: it has no other origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    registration?.active?.postMessage({ type: "FORGET_PERSON" });
  } catch {
    // As above.
  }
}
