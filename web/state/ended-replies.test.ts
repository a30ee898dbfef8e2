import { expect, test } from "bun:test";
import type { Thread } from "../../shared/thread.ts";
import { endedReplies } from "./ended-replies.ts";

const thread = (id: string, running: boolean, unread: boolean): Thread => ({
  id,
  workflowId: "wf_default",
  title: id,
  createdAt: "2026-11-23T10:00:00.000Z",
  updatedAt: "2026-11-23T10:00:00.000Z",
  running,
  unread,
});
const threads = (...list: Thread[]) => Object.fromEntries(list.map((each) => [each.id, each]));

test("a reply that ended in another thread is told once", () => {
  const before = threads(thread("a", true, false), thread("b", true, false));
  const after = threads(thread("a", false, true), thread("b", true, false));
  expect(endedReplies(before, after, "b").map(({ id }) => id)).toEqual(["a"]);
  expect(endedReplies(after, after, "b")).toEqual([]);
  expect(endedReplies(after, threads(thread("a", false, true)), "b")).toEqual([]);
});

test("the thread on the screen, one read elsewhere, and one not known before are not told", () => {
  const before = threads(thread("a", true, false), thread("b", true, false));
  const after = threads(
    thread("a", false, true),
    thread("b", false, false),
    thread("c", false, true),
  );
  expect(endedReplies(before, after, "a")).toEqual([]);
});
