import { createEffect, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import { useChat } from "../state/chat.ts";
import { createSafeStorage, findStorage } from "../state/safe-storage.ts";
import { createAway } from "./away.ts";
import { followBuilds } from "./follow-builds.ts";
import { createKeeping } from "./kept/keeping.ts";
import { createShowing } from "./kept/showing.ts";
import { createPartsKeeper } from "./register-worker.ts";
import { UpdateNotice } from "./update-notice.tsx";
import { useOfflineWords } from "./words/offline-words.ts";

/** Registers the worker with the first connection; again with the next one if that fails. */
function createWorker(): void {
  const chat = useChat();
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const keeper = createPartsKeeper(navigator.serviceWorker);
  onCleanup(() => keeper[Symbol.dispose]());
  let isRegistered = false;
  createEffect(
    on(chat.connection, (connection) => {
      if (isRegistered || connection !== "open") return;
      isRegistered = true;
      keeper.start().catch(() => (isRegistered = false));
    }),
  );
}

/**
 * Keeps the app and the chats read lately for when there is no connection, and shows them then. Says
 * when there is a new version.
 */
export function Offline(): JSX.Element {
  const w = useOfflineWords();
  const chat = useChat();
  const storage = createSafeStorage(findStorage(() => localStorage));
  const isAway = createAway(chat.connection);
  const isNew = followBuilds(chat.connection);
  // Outlives the notice, which is away with the server.
  const [isDismissed, setDismissed] = createSignal(false);
  const [showsKept, setShowsKept] = createSignal(false);
  createWorker();
  createKeeping(storage);
  createShowing({ chat, storage, isAway, onShown: () => setShowsKept(true) });
  createEffect(() => {
    if (chat.connection() === "open") setShowsKept(false);
  });
  return (
    <div role="status" class="empty:hidden">
      <Show when={isNew() && !isAway() && !isDismissed()}>
        <UpdateNotice onDismiss={() => setDismissed(true)} />
      </Show>
      <Show when={isAway() && showsKept()}>
        <p class="border-b border-line bg-subtle px-4 py-2 text-center text-sm text-muted">
          {w("offline.saved")}
        </p>
      </Show>
    </div>
  );
}
