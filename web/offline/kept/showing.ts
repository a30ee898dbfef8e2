import { type Accessor, createEffect, createMemo } from "solid-js";
import type { ReplicaState } from "../../../client/state/replica.ts";
import type { Chat } from "../../state/chat.ts";
import type { SafeStorage } from "../../state/safe-storage.ts";
import { withKept } from "./database.ts";
import { type KeptThread, withKeptList, withKeptThread, withoutKeptThread } from "./kept-chats.ts";
import { ownerOf } from "./owner.ts";

export interface ShowingOptions {
  chat: Chat;
  storage: SafeStorage;
  isAway: Accessor<boolean>;
  /** Something that was kept is on the screen. */
  onShown: () => void;
}

/** Shows what is kept while the server is away: the list of chats, and those that are opened. */
export function createShowing({ chat, storage, isAway, onShown }: ShowingOptions): void {
  const awaited = createMemo(() =>
    Object.entries(chat.threadState().loads)
      .flatMap(([id, { status }]) => (status === "loading" ? id : []))
      .join(),
  );
  let list: Promise<void> | undefined;

  /** The owner, unless another user is signed in. */
  function reader(): string | null {
    const owner = ownerOf(storage);
    const user = chat.state().user;
    return user === null || user.id === owner ? owner : null;
  }

  /** The server's own, if that is on the screen, stays there. */
  function show(change: (state: ReplicaState) => ReplicaState): void {
    let isChanged = false;
    chat.store.adopt((state) => {
      const next = change(state);
      isChanged = next !== state;
      return next;
    });
    if (isChanged) onShown();
  }

  async function showList(): Promise<void> {
    const owner = reader();
    if (owner === null) return;
    const kept = await withKept((database) => database.get("list", "list"));
    if (kept?.userId !== owner || reader() !== owner) return;
    if (kept.workflows) chat.adoptWorkflows(kept.workflows);
    show((state) => withKeptList(state, kept));
  }

  async function showThread(threadId: string): Promise<void> {
    const kept = reader() === null ? undefined : await findThread(threadId);
    if (kept && reader() !== null) show((state) => withKeptThread(state, kept));
    else chat.store.adopt((state) => withoutKeptThread(state, threadId));
  }

  createEffect(() => {
    if (!isAway()) return;
    const ids = awaited();
    list ??= showList().catch(() => {});
    void list.then(() => {
      if (!isAway() || ids === "") return;
      for (const id of ids.split(",")) void showThread(id);
    });
  });
}

/** Undefined where the browser has no database. */
function findThread(threadId: string): Promise<KeptThread | undefined> {
  return withKept((database) => database.get("threads", threadId)).catch(() => undefined);
}
