import type { ChatStore, ChatState } from "../../../client/types.ts";
import { toRequestError } from "../../../client/request-error.ts";
import type { Message } from "../../../shared/message.ts";
import type { Workflows } from "../../state/workflows.ts";
import { withKept, type KeptDatabase } from "./database.ts";
import { listToKeep, surplus, threadToKeep } from "./kept-chats.ts";

export interface KeepOptions {
  state: ChatStore["state"];
  userId: string;
  workflows: () => Workflows | null;
  /** Whether the chats are still this user's to keep; false once they have signed out. */
  isAllowed: () => boolean;
  /** Rejects with `not_found` for a chat that is gone. */
  getThread: (threadId: string) => Promise<unknown>;
}

/** How long changes are collected before they are written, in milliseconds. */
const collectMs = 2_000;

/** Keeps the list of chats and those that are open, whenever they change. */
export interface Keeper {
  /** Writes what has changed now. */
  flush(): void;
  stop(): void;
}

export function keepChats(options: KeepOptions): Keeper {
  const writer = createWriter(options);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let work = Promise.resolve();

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    // Where the browser has no room or refuses, chats are not there without a network.
    work = work.then(writer.write).catch(() => stop());
  }
  function later(): void {
    timer ??= setTimeout(flush, collectMs);
  }
  const unsubscribe = options.state.subscribe(later);
  later();
  function stop(): void {
    clearTimeout(timer);
    unsubscribe();
  }
  return { flush, stop };
}

function createWriter({ state: source, userId, workflows, isAllowed, getThread }: KeepOptions) {
  /** What was last written of each chat, to see what has changed. */
  const written = new Map<string, readonly unknown[]>();
  /** Chats that are in no loaded list, and that the server has. */
  const confirmed = new Set<string>();
  const lengths = new WeakMap<Message, number>();
  function lengthOf(message: Message): number {
    const length = lengths.get(message) ?? JSON.stringify(message).length;
    lengths.set(message, length);
    return length;
  }
  function isNew(id: string, parts: readonly unknown[]): boolean {
    const before = written.get(id);
    return parts.length !== before?.length || parts.some((part, at) => part !== before[at]);
  }

  async function putThread(database: KeptDatabase, state: ChatState, id: string): Promise<void> {
    const found = threadToKeep(state, id, lengthOf);
    if (!found) return;
    const { kept, length } = found;
    const parts = [kept.thread, kept.olderCursor, state.queues[id], ...kept.messages];
    if (!isNew(id, parts)) return;
    const change = database.transaction(["threads", "sizes"], "readwrite");
    await Promise.all([
      change.objectStore("threads").put(kept),
      change.objectStore("sizes").put({ id, length, readAt: Date.now() }),
      change.done,
    ]);
    written.set(id, parts);
  }

  async function removeGone(database: KeptDatabase, state: ChatState): Promise<void> {
    const sizes = await database.getAll("sizes");
    const gone = new Set(surplus(sizes));
    for (const { id } of sizes) {
      if (id in state.threads) confirmed.delete(id);
      else if (!confirmed.has(id) && (await isGone(getThread, id))) gone.add(id);
      else confirmed.add(id);
    }
    for (const id of gone) {
      written.delete(id);
      await database.delete("threads", id);
      await database.delete("sizes", id);
    }
  }

  async function writeAll(database: KeptDatabase, state: ChatState): Promise<void> {
    const listed = [state.threads, state.projects, workflows()];
    if (isNew("list", listed)) {
      await database.put("list", listToKeep(state, userId, workflows()), "list");
      written.set("list", listed);
    }
    for (const id of Object.keys(state.loads)) await putThread(database, state, id);
    await removeGone(database, state);
  }

  return {
    async write() {
      const state = source.get();
      const isKnown = state.user?.id === userId && state.threadList.status === "ready";
      if (isKnown && isAllowed()) await withKept((database) => writeAll(database, state));
    },
  };
}

/** Whether the server says that a chat is gone; one that cannot be asked about is not. */
async function isGone(get: KeepOptions["getThread"], threadId: string): Promise<boolean> {
  return get(threadId).then(
    () => false,
    (cause: unknown) => toRequestError(cause).code === "not_found",
  );
}
