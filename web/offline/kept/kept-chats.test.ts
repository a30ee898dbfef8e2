import { expect, test } from "bun:test";
import { emptyReplica } from "../../../client/state/replica.ts";
import { activeBranch, sortedThreads } from "../../../client/state/selectors.ts";
import type { ChatState } from "../../../client/types.ts";
import { newId } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/message.ts";
import type { Thread } from "../../../shared/thread.ts";
import { StoreFixture } from "../../../testing/client/store-fixture.ts";
import { present } from "../../../testing/present.ts";
import {
  type KeptList,
  listToKeep,
  surplus,
  threadToKeep as threadToKeepOf,
  withKeptList,
  withKeptThread,
  withoutCopies,
  withoutKeptThread,
  withoutRow,
} from "./kept-chats.ts";

/** With all messages of the chat that the state has. */
function threadToKeep(state: ChatState, id: string, length: (message: Message) => number) {
  const loaded = Object.values(state.messages).filter(({ threadId }) => threadId === id);
  const copy = threadToKeepOf(state, { id, loaded }, length);
  return copy === "nothing" ? null : copy;
}
const at = "2026-11-23T10:00:00.000Z";
const thread = (id: string, change: Partial<Thread> = {}): Thread => ({
  id,
  workflowId: "wf_default",
  title: id,
  createdAt: at,
  updatedAt: at,
  running: false,
  unread: false,
  ...change,
});
const message = (seq: number, change: Partial<Message> = {}): Message => ({
  id: `msg_${seq}`,
  threadId: "cthr_1",
  parentId: seq === 1 ? null : `msg_${seq - 1}`,
  seq,
  role: "user",
  text: "",
  createdAt: at,
  generation: null,
  ...change,
});
const open = (threads: Thread[], messages: Message[]): ChatState => ({
  ...emptyReplica,
  threads: Object.fromEntries(threads.map((each) => [each.id, each])),
  messages: Object.fromEntries(messages.map((each) => [each.id, each])),
  loads: Object.fromEntries(
    threads.map(({ id }) => [id, { status: "ready" as const, olderCursor: null }]),
  ),
});
const lengthOf = () => 10;
const owner = { userId: "usr_1", workflows: null };

test("temporary chats are in neither copy", () => {
  const state = open([thread("cthr_1", { temporary: true }), thread("cthr_2")], [message(1)]);
  expect(listToKeep(state, owner).threads.map(({ id }) => id)).toEqual(["cthr_2"]);
  expect(threadToKeep(state, "cthr_1", lengthOf)).toBeNull();
});

test("a new list keeps the rows that are not loaded, without those that are gone", () => {
  const day = (id: string, date: number, change: Partial<Thread> = {}) =>
    thread(id, { updatedAt: `2026-11-${date}T10:00:00.000Z`, ...change });
  const before = {
    ...owner,
    projects: [],
    threads: [
      day("cthr_gone", 26),
      day("cthr_archived", 25, { place: "archived" }),
      day("cthr_open", 21),
      day("cthr_deleted", 20),
      day("cthr_old", 19),
    ],
  };
  const page = open([day("cthr_new", 27), day("cthr_open", 24)], []);
  const state: ChatState = {
    ...page,
    loads: { ...page.loads, cthr_deleted: { status: "missing", olderCursor: null } },
    threadList: { status: "ready", nextCursor: "2026-11-24T10:00:00.000Z/cthr_open" },
  };
  const ids = (list: KeptList) => list.threads.map(({ id }) => id);
  expect(ids(listToKeep(state, owner, before))).toEqual([
    "cthr_new",
    "cthr_archived",
    "cthr_open",
    "cthr_old",
  ]);
  const all: ChatState = { ...state, threadList: { status: "ready", nextCursor: null } };
  expect(ids(listToKeep(all, owner, before))).not.toContain("cthr_old");
  expect(ids(listToKeep(state, { ...owner, userId: "usr_2" }, before))).not.toContain("cthr_old");
  const many = Array.from({ length: 250 }, (_, n) => thread(`cthr_${n}`, { updatedAt: "2026-01" }));
  const capped = ids(listToKeep(state, owner, { ...before, threads: many }));
  expect([capped.length, capped[0]]).toEqual([200, "cthr_new"]);
  expect(ids(withoutRow(before, "cthr_old"))).toHaveLength(4);
});

test("of a long chat the newest messages are kept, and the way to the older ones", () => {
  const all = Array.from({ length: 300 }, (_, index) => message(index + 1));
  const state = open([thread("cthr_1")], all);
  const many = present(threadToKeep(state, "cthr_1", lengthOf));
  expect(many.kept.messages.map(({ seq }) => seq)).toEqual(
    all
      .map(({ seq }) => seq)
      .reverse()
      .slice(0, 200),
  );
  expect(many.kept.olderCursor).toBe("101");
  const large = present(threadToKeep(state, "cthr_1", () => 400_000));
  expect([large.kept.messages.length, large.kept.olderCursor]).toEqual([2, "299"]);
  const short = present(threadToKeep(open([thread("cthr_1")], [message(1)]), "cthr_1", lengthOf));
  expect([short.kept.olderCursor, short.length]).toEqual([null, 10]);
});

test("the chats read longest ago make room, in number and in size", () => {
  const sizes = Array.from({ length: 40 }, (_, n) => ({ id: `cthr_${n}`, length: 1, readAt: n }));
  expect(surplus(sizes).toSorted()).toEqual(
    Array.from({ length: 10 }, (_, n) => `cthr_${n}`).toSorted(),
  );
  const large = sizes.slice(0, 12).map((size) => ({ ...size, length: 1_000_000 }));
  expect(surplus(large)).toEqual(["cthr_1", "cthr_0"]);
  expect(surplus(sizes.slice(0, 30))).toEqual([]);
});

test("a copy is shown until the server answers, and corrected then", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const known = model.createThread();
  const before = await fixture.start();
  await before.store.openThread(known.id);
  const said = before.store.say({ threadId: known.id, parentId: null, text: "hello" });
  await before.until((state) => state.outbox.length === 0 && said.replyId in state.messages);
  const state = before.store.state.get();
  const list = listToKeep(state, { ...owner, userId: model.userId });
  const { kept } = present(threadToKeep(state, known.id, lengthOf));
  const gone = message(90, { id: "msg_gone", threadId: known.id, parentId: said.replyId });

  const { store, until } = fixture.create({});
  store.adopt((replica) => withKeptList(replica, list));
  const opening = store.openThread(known.id);
  store.adopt((replica) =>
    withKeptThread(replica, { ...kept, messages: [gone, ...kept.messages] }),
  );
  expect(sortedThreads(store.state.get()).map(({ id }) => id)).toEqual([known.id]);
  expect(activeBranch(store.state.get(), known.id).map(({ id }) => id)).toEqual([
    said.id,
    said.replyId,
    gone.id,
  ]);
  const later = model.createThread();
  await store.start();
  await opening;
  const after = await until(({ messages }) => !(gone.id in messages));
  expect(sortedThreads(after).map(({ id }) => id)).toEqual([later.id, known.id]);
  expect(activeBranch(after, known.id).map(({ id }) => id)).toEqual([said.id, said.replyId]);
});

test("nothing of a copy is left when another user is signed in", async () => {
  await using fixture = new StoreFixture();
  const { store, until } = fixture.create({});
  const others = {
    userId: "usr_other",
    threads: [thread("cthr_1")],
    projects: [],
    workflows: null,
  };
  store.adopt((state) => withKeptList(state, others));
  void store.openThread("cthr_1");
  const kept = {
    id: "cthr_1",
    thread: thread("cthr_1"),
    olderCursor: null,
    streams: {},
    queue: [],
  };
  store.adopt((state) => withKeptThread(state, { ...kept, messages: [message(1)] }));
  expect(store.state.get()).toMatchObject({ keptFor: "usr_other", messages: { msg_1: {} } });
  await store.start();
  const after = await until(({ threadList }) => threadList.status === "ready");
  expect([after.keptFor, after.threads, after.messages]).toEqual([null, {}, {}]);
});

test("what the server has sent is never replaced by a copy", async () => {
  await using fixture = new StoreFixture();
  const first = fixture.server.model.createThread();
  const { store } = await fixture.start();
  await store.openThread(first.id);
  const before = store.state.get();
  const list = { userId: fixture.server.model.userId, threads: [], projects: [], workflows: null };
  store.adopt((state) => withKeptList(state, { ...list, threads: [thread("cthr_old")] }));
  store.adopt((state) =>
    withKeptThread(state, {
      id: first.id,
      thread: thread(first.id),
      messages: [message(1, { threadId: first.id })],
      olderCursor: null,
      streams: {},
      queue: [],
    }),
  );
  store.adopt((state) => withoutKeptThread(state, first.id));
  expect(store.state.get()).toEqual(before);
});

test("what was deleted elsewhere goes, however far back in a copy, and what is new comes", async () => {
  await using fixture = new StoreFixture();
  const { model } = fixture.server;
  const known = model.createThread();
  let parentId: string | null = null;
  const sendMany = (count: number) => {
    for (let n = 0; n < count; n++) {
      const send = { id: newId("message"), replyId: newId("message"), text: `${n}`, parentId };
      model.send({ ...send, threadId: known.id });
      parentId = send.replyId;
    }
  };
  sendMany(90);
  const before = await fixture.start();
  await before.store.openThread(known.id);
  while (before.store.state.get().loads[known.id]?.olderCursor)
    await before.store.loadOlder(known.id);
  const state = before.store.state.get();
  const list = listToKeep(state, { ...owner, userId: model.userId });
  const { kept } = present(threadToKeep(state, known.id, lengthOf));
  expect(kept.messages).toHaveLength(180);
  const first = present(kept.messages.at(-1));
  const gone = message(12, { id: "msg_gone", threadId: known.id, parentId: first.id });
  const messages = [...kept.messages, gone].toSorted((a, b) => b.seq - a.seq);
  sendMany(3);

  const { store, until } = fixture.create({});
  store.adopt((replica) => withKeptList(replica, list));
  const opening = store.openThread(known.id);
  store.adopt((replica) => withKeptThread(replica, { ...kept, messages }));
  expect(store.state.get().messages).toHaveProperty(gone.id);
  await store.start();
  await opening;
  const after = await until(({ messages: all }) => !(gone.id in all));
  expect(Object.keys(after.messages)).toHaveLength(186);
  expect(after.loads[known.id]).toEqual({ status: "ready", olderCursor: null });
});

test("a reply whose server has not answered yet is not kept, and one that was is not shown", () => {
  const asked = message(1);
  const unanswered = message(2, { role: "assistant" });
  const state = open([thread("cthr_1")], [asked, unanswered]);
  const { kept } = present(threadToKeep(state, "cthr_1", lengthOf));
  expect(kept.messages).toEqual([asked]);
  const awaited = {
    ...emptyReplica,
    loads: { cthr_1: { status: "loading" as const, olderCursor: null } },
  };
  const shown = withKeptThread(awaited, { ...kept, messages: [unanswered, asked] });
  expect(Object.keys(shown.messages)).toEqual([asked.id]);
});

test("copies go when the session has ended before the server has said whose it is", () => {
  const list = { userId: "usr_1", threads: [thread("cthr_1")], projects: [], workflows: null };
  const shown = withKeptList(emptyReplica, list);
  expect(withoutCopies(shown)).toEqual(emptyReplica);
});
