import { expect, setSystemTime, test } from "bun:test";
import { createValue } from "../../../client/observable.ts";
import { emptyReplica } from "../../../client/state/replica.ts";
import type { ChatState } from "../../../client/types.ts";
import type { Message } from "../../../shared/message.ts";
import type { Thread } from "../../../shared/thread.ts";
import type { User } from "../../../shared/user.ts";
import type { KeptStore } from "./database.ts";
import type { KeptList, KeptSize, KeptThread } from "./kept-chats.ts";
import { createWriter } from "./write-chats.ts";

const at = "2026-11-23T10:00:00.000Z";
const day = Date.parse("2026-11-30T10:00:00Z");

const user: User = {
  id: "usr_1",
  role: "user",
  isGuest: false,
  email: "keeper@example.org",
  locale: "en",
  timeZone: "UTC",
};

function thread(id: string): Thread {
  return {
    id,
    workflowId: "wf_default",
    title: id,
    createdAt: at,
    updatedAt: at,
    running: false,
    unread: false,
  };
}

function message(threadId: string, text = ""): Message {
  return {
    id: `msg_${threadId}`,
    threadId,
    parentId: null,
    seq: 1,
    role: "user",
    text,
    createdAt: at,
    generation: null,
  };
}

/** Chats, each with one message, that are loaded. */
function loaded(ids: readonly string[]): ChatState {
  return {
    ...emptyReplica,
    user,
    threadList: { status: "ready", nextCursor: null },
    threads: Object.fromEntries(ids.map((id) => [id, thread(id)])),
    messages: Object.fromEntries(ids.map((id) => [`msg_${id}`, message(id)])),
    loads: Object.fromEntries(
      ids.map((id) => [id, { status: "ready" as const, olderCursor: null }]),
    ),
  };
}

/** A database in memory, and the chats that were put into it. */
class MemoryStore implements KeptStore {
  list: KeptList | undefined;
  readonly kept = new Map<string, KeptThread>();
  readonly stored = new Map<string, KeptSize>();
  readonly puts: string[] = [];

  async sizes(): Promise<KeptSize[]> {
    return [...this.stored.values()];
  }
  async changeList(change: (before: KeptList | undefined) => KeptList | null): Promise<void> {
    this.list = change(this.list) ?? this.list;
  }
  async put(size: KeptSize, kept: KeptThread | null): Promise<void> {
    if (kept) this.puts.push(size.id);
    if (kept) this.kept.set(size.id, kept);
    this.stored.set(size.id, size);
  }
  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      this.kept.delete(id);
      this.stored.delete(id);
    }
  }
}

/** A writer over the state, and its database. */
function start(state: ChatState, isAllowed: (store: MemoryStore) => boolean = () => true) {
  const store = new MemoryStore();
  const source = createValue(state);
  const writer = createWriter({
    state: source,
    userId: "usr_1",
    workflows: () => null,
    isAllowed: () => isAllowed(store),
    open: (use) => use(store),
  });
  return { store, source, writer, puts: () => store.puts.splice(0) };
}

test("of many loaded chats the 30 opened last are kept, and nothing is written twice", async () => {
  const ids = Array.from({ length: 40 }, (_, n) => `cthr_${n}`);
  const { store, source, writer, puts } = start(loaded(ids));
  try {
    for (const [n, id] of ids.entries()) {
      setSystemTime(day + n);
      writer.read(id);
    }
    await writer.write();
    expect([...store.kept.keys()].sort()).toEqual(ids.slice(10).sort());
    expect(puts()).toHaveLength(30);
    // A reply that streams in one chat, while all are loaded.
    for (const text of ["a", "ab", "abc"]) {
      const state = source.get();
      const messages = { ...state.messages, msg_cthr_39: message("cthr_39", text) };
      source.set({ ...state, messages });
      await writer.write();
      expect(puts()).toEqual(["cthr_39"]);
    }
    // Read again: it takes the place of the one that was opened first.
    setSystemTime(day + 100);
    writer.read("cthr_0");
    expect(await writer.write()).not.toContain("cthr_10");
    expect(puts()).toEqual(["cthr_0"]);
    expect(store.kept.has("cthr_10")).toBe(false);
    setSystemTime(day + 200);
    writer.read("cthr_11");
    await writer.write();
    expect(puts()).toEqual([]);
    expect(store.stored.get("cthr_11")?.readAt).toBe(day + 200);
  } finally {
    setSystemTime();
  }
});

test("chats that were only loaded, for an export say, take no place", async () => {
  const { store, writer } = start(loaded(["cthr_read", "cthr_exported"]));
  writer.read("cthr_read");
  await writer.write();
  expect([...store.kept.keys()]).toEqual(["cthr_read"]);
});

test("a chat that has outgrown what may be kept loses its copy", async () => {
  const { store, source, writer } = start(loaded(["cthr_long", "cthr_short"]));
  writer.read("cthr_long");
  writer.read("cthr_short");
  expect(await writer.write()).toEqual(["cthr_long", "cthr_short"]);
  const state = source.get();
  const text = "a".repeat(1_000_001);
  source.set({
    ...state,
    messages: { ...state.messages, msg_cthr_long: message("cthr_long", text) },
  });
  expect(await writer.write()).toEqual(["cthr_short"]);
  expect([...store.kept.keys()]).toEqual(["cthr_short"]);
  // A chat that is not loaded now keeps its copy.
  source.set({ ...source.get(), loads: {} });
  expect(await writer.write()).toEqual(["cthr_short"]);
});

test("nothing more is written once the user has signed out in another tab", async () => {
  const { store, writer } = start(loaded(["cthr_1", "cthr_2"]), ({ puts }) => puts.length === 0);
  writer.read("cthr_1");
  writer.read("cthr_2");
  await writer.write();
  expect(store.puts).toHaveLength(1);
  // After it was asked, and before the database was open.
  const answers = [true];
  const late = start(loaded(["cthr_1"]), () => answers.shift() ?? false);
  late.writer.read("cthr_1");
  await late.writer.write();
  expect([late.store.list, late.store.puts]).toEqual([undefined, []]);
});

test("a list that this tab has not loaded to its end keeps its older rows", async () => {
  const state = loaded(["cthr_new"]);
  const nextCursor = "2026-11-23T10:00:00.000Z/cthr_new";
  const { store, writer } = start({ ...state, threadList: { status: "ready", nextCursor } });
  const old = { ...thread("cthr_old"), updatedAt: "2026-11-01T10:00:00.000Z" };
  store.list = { userId: "usr_1", threads: [old], projects: [], workflows: null };
  await writer.write();
  expect(store.list.threads.map(({ id }) => id)).toEqual(["cthr_new", "cthr_old"]);
});
