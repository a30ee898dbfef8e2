import { type Accessor, createEffect, onCleanup } from "solid-js";
import { useChat } from "../../state/chat.ts";
import { createSafeStorage, findStorage } from "../../state/safe-storage.ts";
import { claimChat, isClaimed } from "./chat-claims.ts";

/** The temporary chat that this tab has open; stays through a reload, and goes with the tab. */
const heldKey = "chatkit.temporary";

/**
 * Deletes a temporary chat when another chat is opened in its tab, unless another tab shows it: a
 * duplicated tab has a copy of the first one's storage. When the tab is closed, the server deletes
 * the chat after a while: a reload looks the same, and comes back.
 */
export function createTemporaryLife(
  threadId: Accessor<string | null>,
  isTemporary: Accessor<boolean>,
): void {
  const chat = useChat();
  const storage = createSafeStorage(findStorage(() => sessionStorage));
  /** Resolves when this tab's last claim is over. */
  let released = Promise.resolve();

  createEffect(() => {
    const id = threadId();
    const held = storage.getItem(heldKey);
    if (held !== null && held !== id) {
      storage.removeItem(heldKey);
      // What is not deleted now goes after a day.
      end(held).catch(() => {});
    }
    if (id !== null && isTemporary()) hold(id);
    // Kept.
    else if (held === id) storage.removeItem(heldKey);
  });

  async function end(id: string): Promise<void> {
    await released;
    const isShown = await isClaimed(id);
    if (isShown === false) await chat.store.delete(id);
    // Another tab that shows it comes back to it when it gets the focus.
    if (isShown === null) await leave(id);
  }

  async function leave(id: string): Promise<void> {
    // `keepalive` lets the request outlive the page.
    const body = JSON.stringify({ threadId: id });
    const headers = { "content-type": "application/json" };
    const path = "/trpc/threads.leaveTemporary";
    await chat.client.request(path, { method: "POST", body, headers, keepalive: true });
  }

  function hold(id: string): void {
    storage.setItem(heldKey, id);
    const release = claimChat(id);
    const stay = () =>
      void chat.client.api.threads.stayInTemporary.mutate({ threadId: id }).catch(() => {});
    const hide = () => void leave(id).catch(() => {});
    stay();
    window.addEventListener("pagehide", hide);
    window.addEventListener("pageshow", stay);
    window.addEventListener("focus", stay);
    onCleanup(() => {
      released = release();
      window.removeEventListener("pagehide", hide);
      window.removeEventListener("pageshow", stay);
      window.removeEventListener("focus", stay);
    });
  }
}
