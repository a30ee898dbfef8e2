import type { User } from "../../shared/user.ts";
import { createLatch } from "../latch.ts";
import { persist } from "./persist.ts";
import type { StoreContext } from "./store-context.ts";
import { synchronise } from "./synchronise.ts";
import type { ThreadLoader } from "./thread-loader.ts";

/** Keeps the state that of the signed-in user. */
export interface StoreSession {
  /**
   * Signs in and resolves when the newest threads are loaded. Rejects when the server refuses to
   * sign in.
   */
  start(): Promise<void>;
  stop(): void;
}

export function createSession(
  context: StoreContext,
  { loader, onUser }: { loader: ThreadLoader; onUser: () => void },
): StoreSession {
  const { client, holder, pause, signal } = context;
  const ready = createLatch();
  let current: { userId: string; abort: AbortController } | null = null;
  /** The user of the state, which stays on the screen while no user is signed in. */
  let shownUserId: string | null = null;
  let stopListening = () => {};

  const leave = () => {
    current?.abort.abort();
    current = null;
  };
  const enter = (userId: string) => {
    const abort = new AbortController();
    current = { userId, abort };
    shownUserId ??= holder.get().keptFor;
    if (shownUserId !== null && shownUserId !== userId) holder.apply({ type: "cleared" });
    shownUserId = userId;
    const ends = AbortSignal.any([signal, abort.signal]);
    synchronise(context, { loader, signal: ends, onReady: ready.open }).catch((error: unknown) => {
      if (!ends.aborted) throw error;
    });
  };
  const follow = (user: User | null) => {
    if (current?.userId !== user?.id) leave();
    if (user && !current) enter(user.id);
    holder.apply({ type: "user", user });
    onUser();
  };

  return {
    async start() {
      await persist(() => client.grant(), pause, signal);
      stopListening();
      stopListening = client.user.subscribe(follow);
      follow(client.user.get());
      await ready.opened;
    },
    stop() {
      stopListening();
      leave();
    },
  };
}
