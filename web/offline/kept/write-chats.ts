import type { ChatState, ChatStore } from "../../../client/types.ts";
import type { Message } from "../../../shared/message.ts";
import type { Workflows } from "../../state/workflows.ts";
import type { KeptStore } from "./database.ts";
import { type KeptSize, type KeptThread, listToKeep, surplus, threadToKeep } from "./kept-chats.ts";

export interface WriterOptions {
  state: ChatStore["state"];
  userId: string;
  workflows: () => Workflows | null;
  /** Whether the chats are still this user's to keep; false once they have signed out. */
  isAllowed: () => boolean;
  /** Opens the database for as long as `use` takes. */
  open: <T>(use: (store: KeptStore) => Promise<T>) => Promise<T>;
}

/** Writes the list and the chats read lately, as far as they have changed. */
export interface Writer {
  /** A chat is opened; null when the user goes elsewhere. */
  read(threadId: string | null): void;
  /** Resolves with the ids of the chats that are kept; null when nothing may be. */
  write(): Promise<string[] | null>;
}

/** What is to be kept of a chat. */
interface Copy {
  size: KeptSize;
  kept: KeptThread;
  parts: readonly unknown[];
}

/** What the loaded chats become. */
interface Copies {
  copies: Copy[];
  /** Chats that are kept and may no longer be: an older copy would pass for the chat. */
  outgrown: string[];
}

export function createWriter(options: WriterOptions): Writer {
  const { state: source, userId, workflows, isAllowed, open } = options;
  const changes = createChanges();
  const reader = createReader(changes);

  async function writeList(store: KeptStore, state: ChatState): Promise<void> {
    const listed = [state.threads, state.projects, state.threadList.nextCursor, workflows()];
    if (!changes.isNew("list", listed)) return;
    const owner = { userId, workflows: workflows() };
    await store.changeList((before) => (isAllowed() ? listToKeep(state, owner, before) : null));
    changes.written("list", listed);
  }

  async function writeAll(store: KeptStore, state: ChatState): Promise<string[]> {
    await writeList(store, state);
    const stored = new Map((await store.sizes()).map((size) => [size.id, size]));
    const { copies: loaded, outgrown } = reader.copies(state, stored);
    for (const id of outgrown) stored.delete(id);
    const sizes = new Map([...stored, ...loaded.map(({ size }) => [size.id, size] as const)]);
    // Decided before anything is written: a chat without room is not put again and again.
    const gone = new Set(surplus([...sizes.values()]));
    for (const { size, kept, parts } of loaded) {
      if (gone.has(size.id)) continue;
      const before = stored.get(size.id);
      const isChanged = !before || changes.isNew(size.id, parts);
      if (!isChanged && before.readAt === size.readAt) continue;
      if (!isAllowed()) return [];
      await store.put(size, isChanged ? kept : null);
      changes.written(size.id, parts);
    }
    const evicted = [...stored.keys()].filter((id) => gone.has(id)).concat(outgrown);
    if (evicted.length > 0) await store.remove(evicted);
    return [...sizes.keys()].filter((id) => !gone.has(id));
  }

  return {
    read: reader.read,
    async write() {
      const state = source.get();
      const isKnown = state.user?.id === userId && state.threadList.status === "ready";
      return isKnown && isAllowed() ? open((store) => writeAll(store, state)) : null;
    },
  };
}

/** What was last written of the list and of each chat, by id. */
interface Changes {
  isNew(id: string, parts: readonly unknown[]): boolean;
  written(id: string, parts: readonly unknown[]): void;
}

function createChanges(): Changes {
  const last = new Map<string, readonly unknown[]>();
  return {
    isNew(id, parts) {
      const before = last.get(id);
      return parts.length !== before?.length || parts.some((part, at) => part !== before[at]);
    },
    written: (id, parts) => void last.set(id, parts),
  };
}

/** Knows which chats were read here, and when. */
function createReader({ isNew }: Changes) {
  /** When each chat was opened. Unix milliseconds. */
  const readAt = new Map<string, number>();
  let reading: string | null = null;
  const lengthOf = createLengths();
  return {
    read(threadId: string | null): void {
      reading = threadId;
      if (threadId !== null) readAt.set(threadId, Date.now());
    },
    /** Copies of the loaded chats that were read here or are kept already. */
    copies(state: ChatState, stored: ReadonlyMap<string, KeptSize>): Copies {
      const ids = Object.keys(state.loads).filter((id) => readAt.has(id) || stored.has(id));
      const messages = groupByThread(state);
      const found: Copies = { copies: [], outgrown: [] };
      for (const id of ids) {
        const copy = threadToKeep(state, { id, loaded: messages.get(id) ?? [] }, lengthOf);
        if (copy === "nothing" && stored.has(id)) found.outgrown.push(id);
        if (copy === "nothing" || copy === null) continue;
        const { kept, length } = copy;
        const parts = [kept.thread, kept.olderCursor, state.queues[id], ...kept.messages];
        // A chat that grows on the screen is being read.
        if (id === reading && isNew(id, parts)) readAt.set(id, Date.now());
        const last = Math.max(readAt.get(id) ?? 0, stored.get(id)?.readAt ?? 0);
        found.copies.push({ size: { id, length, readAt: last }, kept, parts });
      }
      return found;
    },
  };
}

/** The length of a message as JSON, computed once. */
function createLengths(): (message: Message) => number {
  const lengths = new WeakMap<Message, number>();
  return (message) => {
    const length = lengths.get(message) ?? JSON.stringify(message).length;
    lengths.set(message, length);
    return length;
  };
}

/** All loaded messages by the chat they are in. */
function groupByThread({ messages }: ChatState): Map<string, Message[]> {
  const groups = new Map<string, Message[]>();
  for (const message of Object.values(messages)) {
    const group = groups.get(message.threadId);
    if (group) group.push(message);
    else groups.set(message.threadId, [message]);
  }
  return groups;
}
