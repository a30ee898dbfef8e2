import { type Accessor, createEffect, onCleanup } from "solid-js";
import { useChat } from "../../state/chat.ts";
import { createSafeStorage, findStorage } from "../../state/safe-storage.ts";

/** The temporary chat that this tab has open; stays through a reload, and goes with the tab. */
const heldKey = "chatkit.temporary";

/**
 * Deletes a temporary chat when another chat is opened in its tab. When the tab is closed, the
 * server deletes it after a while: a reload looks the same, and comes back.
 */
export function createTemporaryLife(
  threadId: Accessor<string | null>,
  isTemporary: Accessor<boolean>,
): void {
  const chat = useChat();
  const storage = createSafeStorage(findStorage(() => sessionStorage));

  createEffect(() => {
    const id = threadId();
    const held = storage.getItem(heldKey);
    if (held !== null && held !== id) {
      storage.removeItem(heldKey);
      // What is not deleted now goes after a day.
      chat.store.delete(held).catch(() => {});
    }
    if (id !== null && isTemporary()) hold(id);
    // Kept.
    else if (held === id) storage.removeItem(heldKey);
  });

  function hold(id: string): void {
    storage.setItem(heldKey, id);
    const stay = () =>
      void chat.client.api.threads.stayInTemporary.mutate({ threadId: id }).catch(() => {});
    const leave = () => {
      // `keepalive` lets the request outlive the page.
      const body = JSON.stringify({ threadId: id });
      const headers = { "content-type": "application/json" };
      const path = "/trpc/threads.leaveTemporary";
      chat.client.request(path, { method: "POST", body, headers, keepalive: true }).catch(() => {});
    };
    stay();
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", stay);
    window.addEventListener("focus", stay);
    onCleanup(() => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", stay);
      window.removeEventListener("focus", stay);
    });
  }
}
