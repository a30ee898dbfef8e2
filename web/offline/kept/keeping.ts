import { useLocation } from "@solidjs/router";
import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { useChat } from "../../state/chat.ts";
import { useClient } from "../../state/client.ts";
import { createObservableAccessor } from "../../state/observable-accessor.ts";
import type { SafeStorage } from "../../state/safe-storage.ts";
import { threadIdIn } from "../../state/thread-id-in.ts";
import { forgetKept, withKeptStore } from "./database.ts";
import { type Keeper, keepChats } from "./keep-chats.ts";
import { withoutCopies } from "./kept-chats.ts";
import { isOwner, setOwner } from "./owner.ts";

/**
 * Keeps the signed-in user's chats, for as long as the component lives. What was another user's is
 * deleted first, and everything when the session has ended.
 */
export function createKeeping(storage: SafeStorage): void {
  const chat = useChat();
  const client = useClient();
  const ended = createObservableAccessor(client.ended);
  const userId = createMemo(() => chat.state().user?.id ?? null);
  const location = useLocation();
  const openId = createMemo(() => threadIdIn(location.pathname));
  const [keeper, setKeeper] = createSignal<Keeper | null>(null);
  createEffect(() => keeper()?.read(openId()));
  createEffect(on(chat.connection, (state) => state === "open" && keeper()?.renew()));

  createEffect(() => {
    const id = userId();
    if (id === null) return;
    let isOver = false;
    onCleanup(() => {
      isOver = true;
      keeper()?.stop();
      setKeeper(null);
    });
    const flush = () => document.hidden && keeper()?.flush();
    document.addEventListener("visibilitychange", flush);
    onCleanup(() => document.removeEventListener("visibilitychange", flush));

    void begin();
    async function begin(): Promise<void> {
      if (!isOwner(storage, id)) await forget(storage);
      if (isOver || id === null) return;
      setOwner(storage, id);
      const next = keepChats({
        state: chat.store.state,
        userId: id,
        workflows: chat.workflows,
        isAllowed: () => isOwner(storage, id),
        open: withKeptStore,
        getThread: (threadId) => client.api.threads.get.query({ threadId }),
      });
      setKeeper(next);
    }
  });
  createEffect(() => {
    if (!ended()) return;
    chat.store.adopt(withoutCopies);
    void forget(storage);
  });
}

/** Where the browser has no database, there is nothing to delete. */
async function forget(storage: SafeStorage): Promise<void> {
  setOwner(storage, null);
  await forgetKept().catch(() => {});
}
