import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Message } from "../../shared/message.ts";
import type { Thread } from "../../shared/thread.ts";
import { ModelServer } from "../../testing/client/model-server.ts";
import { stepsArbitrary, takeStep } from "../../testing/client/model-steps.ts";
import type { ChatState, OutboxEntry } from "../types.ts";
import { emptyReplica } from "./replica.ts";
import {
  activeBranch,
  listedThreads,
  nextParentId,
  sortedThreads,
  threadById,
} from "./selectors.ts";

function message(id: string, parentId: string | null, seq: number): Message {
  const role = seq % 2 === 1 ? "user" : "assistant";
  return {
    id,
    threadId: "t",
    parentId,
    seq,
    role,
    text: id,
    createdAt: "2026-01-01T00:00:00.000Z",
    generation: null,
  };
}

function holding(...messages: Message[]): ChatState {
  return { ...emptyReplica, messages: Object.fromEntries(messages.map((each) => [each.id, each])) };
}

function entry(of: Partial<OutboxEntry>): OutboxEntry {
  const createdAt = "2026-01-02T00:00:00.000Z";
  return {
    id: "e",
    replyId: "er",
    threadId: "t",
    parentId: null,
    text: "new",
    createdAt,
    state: "sending",
    ...of,
  };
}

function thread(id: string, updatedAt: string): Thread {
  return {
    id,
    workflowId: "wf_default",
    title: id,
    createdAt: updatedAt,
    updatedAt,
    running: false,
    unread: false,
  };
}

const ids = (state: ChatState, selection = {}) =>
  activeBranch(state, "t", selection).map(({ id }) => id);

/** Two first messages; the first has two replies, of which the first was continued last. */
const tree = holding(
  message("u1", null, 1),
  message("a1", "u1", 2),
  message("u2", null, 3),
  message("a2", "u2", 4),
  message("a1b", "u1", 6),
  message("u3", "a1", 7),
  message("a3", "u3", 8),
);

test("shows the branch of the newest message", () => {
  expect(ids(tree)).toEqual(["u1", "a1", "u3", "a3"]);
});

test("follows the person's choice of siblings, and the newest below it", () => {
  expect(ids(tree, { root: "u2" })).toEqual(["u2", "a2"]);
  expect(ids(tree, { u1: "a1b" })).toEqual(["u1", "a1b"]);
  expect(ids(tree, { u1: "not there" })).toEqual(["u1", "a1", "u3", "a3"]);
});

test("tells which of how many siblings is shown", () => {
  const branch = activeBranch(tree, "t", { u1: "a1b" });
  expect(branch.map(({ siblings, index }) => [siblings, index])).toEqual([
    [["u1", "u2"], 0],
    [["a1", "a1b"], 1],
  ]);
});

test("does not depend on the order in which pages came", () => {
  const backwards = {
    ...tree,
    messages: Object.fromEntries(Object.entries(tree.messages).toReversed()),
  };
  expect(activeBranch(backwards, "t")).toEqual(activeBranch(tree, "t"));
});

test("starts where the thread is loaded from", () => {
  const loaded = holding(
    message("a1", "not loaded", 2),
    message("u2", "a1", 3),
    message("old", "elsewhere", 1),
  );
  expect(ids(loaded)).toEqual(["a1", "u2"]);
  expect(ids(emptyReplica)).toEqual([]);
});

test("shows an unsent message and its empty reply, with the ids they will keep", () => {
  const state = { ...tree, outbox: [entry({ parentId: "a3" })] };
  const branch = activeBranch(state, "t");
  expect(branch.map(({ id }) => id)).toEqual(["u1", "a1", "u3", "a3", "e", "er"]);
  expect(branch.at(-2)).toMatchObject({
    message: { role: "user", text: "new" },
    entry: { id: "e" },
  });
  expect(branch.at(-1)).toMatchObject({
    message: { role: "assistant", text: "", generation: null },
    entry: { id: "e" },
  });

  const stored = { ...state, messages: { ...state.messages, e: message("e", "a3", 9) } };
  expect(activeBranch(stored, "t").map(({ id }) => id)).toEqual([
    "u1",
    "a1",
    "u3",
    "a3",
    "e",
    "er",
  ]);
  expect(activeBranch(stored, "t").at(-2)).toMatchObject({ entry: null });
});

test("shows unsent messages that build on each other, and an edit as a sibling", () => {
  const chain = {
    ...tree,
    outbox: [entry({ parentId: "a3" }), entry({ id: "f", replyId: "fr", parentId: "er" })],
  };
  expect(ids(chain).slice(-4)).toEqual(["e", "er", "f", "fr"]);
  const edit = activeBranch({ ...tree, outbox: [entry({ parentId: null })] }, "t");
  expect(edit.map(({ id }) => id)).toEqual(["e", "er"]);
  expect(edit[0]?.siblings).toEqual(["u1", "u2", "e"]);
});

test("an unsent message whose parent is gone stands at the end", () => {
  expect(ids({ ...tree, outbox: [entry({ parentId: "discarded" })] })).toEqual([
    "u1",
    "a1",
    "u3",
    "a3",
    "e",
    "er",
  ]);
});

test("pinned threads are a list of their own, and archived ones are in none", () => {
  const threads: Thread[] = [
    { ...thread("a", "2026-01-01"), place: "pinned" },
    { ...thread("b", "2026-01-03"), place: "archived" },
    thread("c", "2026-01-02"),
    { ...thread("d", "2026-01-04"), place: "pinned" },
  ];
  const state = {
    ...emptyReplica,
    threads: Object.fromEntries(threads.map((each) => [each.id, each])),
  };
  const { pinned, others } = listedThreads(state);
  expect(pinned.map(({ id }) => id)).toEqual(["d", "a"]);
  expect(others.map(({ id }) => id)).toEqual(["c"]);
});

test("lists threads newest first, with those that only the outbox knows", () => {
  const threads = [thread("a", "2026-01-01"), thread("b", "2026-01-03"), thread("c", "2026-01-01")];
  const state: ChatState = {
    ...emptyReplica,
    threads: Object.fromEntries(threads.map((each) => [each.id, each])),
    outbox: [
      entry({ threadId: "new", provisionalTitle: "Hello there" }),
      entry({ id: "f", threadId: "a", parentId: "x" }),
    ],
  };
  expect(sortedThreads(state).map(({ id }) => id)).toEqual(["b", "new", "c", "a"]);
  expect(threadById(state, "new")).toMatchObject({
    title: null,
    provisionalTitle: "Hello there",
    running: true,
  });
  expect(threadById(state, "nowhere")).toBeNull();
});

test("any branch is a path from a root to a leaf, and without a choice it ends in the newest message", () => {
  fc.assert(
    fc.property(stepsArbitrary, (steps) => {
      const server = new ModelServer();
      for (const step of steps) takeStep(server, step);
      for (const threadId of server.threads.keys()) {
        const { messages } = server.listMessages(threadId, undefined, 1_000);
        const branch = activeBranch(
          { ...emptyReplica, messages: Object.fromEntries(server.messages) },
          threadId,
        );
        const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
        expect(idsOf(branch).slice(-1)).toEqual(idsOf(messages).slice(-1));
        expect(branch.map(({ message }) => message.parentId)).toEqual([
          null,
          ...branch.slice(0, -1).map(({ id }) => id),
        ]);
      }
    }),
  );
});

test("a message answers the last one, or the last that was not refused; the first answers none", () => {
  const next = (state: ChatState) => nextParentId(activeBranch(state, "t"));
  expect(next(emptyReplica)).toBeNull();
  expect(next(tree)).toBe(activeBranch(tree, "t").at(-1)?.id ?? "none");
  const unsent = { id: "e", replyId: "er", parentId: "a1" };
  const branch = holding(message("u1", null, 1), message("a1", "u1", 2));
  expect(next({ ...branch, outbox: [entry(unsent)] })).toBe("er");
  expect(next({ ...branch, outbox: [entry({ ...unsent, state: "refused" })] })).toBe("a1");
});
