import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { CreateShare, Share, ShareList, UpdateShare } from "../../shared/share.ts";
import type { ChangeShare } from "../../shared/share.ts";
import type { Chat } from "../state/chat.ts";

/** A person's links, or those to one of their threads. */
export interface OwnShares {
  /** Null until they have been fetched. */
  list: Accessor<ShareList | null>;
  hasFailed: Accessor<boolean>;
  load(): Promise<void>;
  /** @throws RequestError */
  create(wanted: CreateShare): Promise<Share>;
  /** @throws RequestError */
  change(change: ChangeShare): Promise<void>;
  /** Replaces the copy. @throws RequestError */
  update(choices: UpdateShare): Promise<void>;
  /** @throws RequestError */
  revoke(shareId: string): Promise<void>;
}

/**
 * Fetches the links, and again whenever the feed tells that one has changed, here or on another
 * device.
 */
export function createOwnShares(chat: Chat, threadId?: string): OwnShares {
  const [state, setState] = createStore<{ list: ShareList | null }>({ list: null });
  const [hasFailed, setFailed] = createSignal(false);
  let isLeft = false;
  let asked = 0;
  onCleanup(() => {
    isLeft = true;
  });

  async function load(): Promise<void> {
    const turn = ++asked;
    try {
      await chat.client.grant();
      const fetched = await chat.client.api.shares.list.query(
        threadId === undefined ? {} : { threadId },
      );
      if (isLeft || turn !== asked) return;
      // A link that stays keeps its line, with the focus and what is being changed there.
      setState("list", reconcile(fetched, { key: "id" }));
      setFailed(false);
    } catch {
      if (!isLeft && turn === asked) setFailed(true);
    }
  }

  const lastChanges = createMemo(() => {
    const { threads } = chat.threadState();
    if (threadId !== undefined) return threads[threadId]?.sharedAt ?? "";
    return Object.values(threads)
      .map((thread) => thread.sharedAt ?? "")
      .join(" ");
  });
  createEffect(on(lastChanges, () => void load()));

  const { shares } = chat.client.api;
  const done = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } finally {
      await load();
    }
  };
  return {
    list: () => state.list,
    hasFailed,
    load,
    create: (wanted) => done(shares.create.mutate(wanted)),
    change: async (change) => void (await done(shares.change.mutate(change))),
    update: async (choices) => void (await done(shares.update.mutate(choices))),
    revoke: async (shareId) => void (await done(shares.revoke.mutate({ shareId }))),
  };
}
