import { createGoneFinder, type GoneFinderOptions } from "./find-gone.ts";
import { withoutRow } from "./kept-chats.ts";
import { createWriter, type WriterOptions } from "./write-chats.ts";

/** How long changes are collected before they are written, in milliseconds. */
const collectMs = 2_000;

/** Keeps the list of chats and those read lately, whenever they change. */
export interface Keeper {
  /** A chat is opened; null when the user goes elsewhere. */
  read(threadId: string | null): void;
  /** There is a new connection. */
  renew(): void;
  /** Writes what has changed now. */
  flush(): void;
  stop(): void;
}

export function keepChats(options: WriterOptions & GoneFinderOptions): Keeper {
  const { state, open, isAllowed } = options;
  const writer = createWriter(options);
  const finder = createGoneFinder(options, (id) =>
    open(async (store) => {
      await store.remove([id]);
      await store.changeList((list) => (list && isAllowed() ? withoutRow(list, id) : null));
    }),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let work = Promise.resolve();
  let isStopped = false;

  async function write(): Promise<void> {
    const ids = await writer.write();
    // Not awaited: the next changes do not wait for the network.
    if (ids) finder.check(ids).catch(stop);
  }
  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    // Where the browser has no room or refuses, chats are not there without a network.
    work = work.then(write).catch(stop);
  }
  function later(): void {
    if (!isStopped) timer ??= setTimeout(flush, collectMs);
  }
  const unsubscribe = state.subscribe(later);
  function stop(): void {
    isStopped = true;
    clearTimeout(timer);
    unsubscribe();
  }
  // Those that were opened before.
  for (const id of Object.keys(state.get().loads)) writer.read(id);
  later();
  return {
    read(threadId) {
      writer.read(threadId);
      later();
    },
    renew() {
      finder.renew();
      later();
    },
    flush,
    stop,
  };
}
