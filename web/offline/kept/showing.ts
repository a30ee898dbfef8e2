import { type Accessor, createEffect, createMemo, createSignal, untrack } from "solid-js";
import type { Chat } from "../../state/chat.ts";
import type { SafeStorage } from "../../state/safe-storage.ts";
import { withKept } from "./database.ts";
import { type KeptThread, withKeptList, withKeptThread, withoutKeptThread } from "./kept-chats.ts";
import { ownerOf } from "./owner.ts";

export interface ShowingOptions {
  chat: Chat;
  storage: SafeStorage;
  isAway: Accessor<boolean>;
}

/**
 * Shows what is kept until the server has answered: the list of chats and the chat of the address as
 * soon as the page is there, and while the server is away also the chats that are opened. Returns
 * whether copies are shown that the server has not confirmed since.
 */
export function createShowing({ chat, storage, isAway }: ShowingOptions): Accessor<boolean> {
  const [showsKept, setShowsKept] = createSignal(false);
  const awaited = createMemo(() =>
    Object.entries(chat.threadState().loads)
      .flatMap(([id, { status }]) => (status === "loading" ? id : []))
      .join(),
  );

  /** The owner, unless another user is signed in. */
  function reader(): string | null {
    const owner = ownerOf(storage);
    const user = chat.state().user;
    return user === null || user.id === owner ? owner : null;
  }

  async function showList(): Promise<void> {
    const owner = reader();
    if (owner === null) return;
    const kept = await withKept((database) => database.get("list", "list"));
    if (kept?.userId !== owner || reader() !== owner) return;
    chat.store.adopt((state) => withKeptList(state, kept));
    if (kept.workflows) chat.adoptWorkflows(kept.workflows);
    setShowsKept(true);
  }

  /** Only while the server is away, a chat that is not kept is said to be missing here. */
  async function showThread(threadId: string): Promise<void> {
    const kept = reader() === null ? undefined : await findThread(threadId);
    const shown = kept && reader() !== null ? kept : null;
    if (shown) chat.store.adopt((state) => withKeptThread(state, shown));
    else if (isAway()) chat.store.adopt((state) => withoutKeptThread(state, threadId));
    if (shown) setShowsKept(true);
  }

  /** The list is first: it says whose the copies are, and another user's are dropped by that. */
  const list = untrack(showList).catch(() => {});
  const showThreads = (ids: string) => {
    if (ids !== "") for (const id of ids.split(",")) void showThread(id);
  };
  const first = untrack(awaited);
  void list.then(() => showThreads(first));
  createEffect(() => {
    if (!isAway()) return;
    const ids = awaited();
    void list.then(() => isAway() && showThreads(ids));
  });
  createEffect(() => {
    if (chat.connection() === "open") setShowsKept(false);
  });
  return showsKept;
}

/** Undefined where the browser has no database. */
function findThread(threadId: string): Promise<KeptThread | undefined> {
  return withKept((database) => database.get("threads", threadId)).catch(() => undefined);
}
