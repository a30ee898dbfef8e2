import { expect, test } from "bun:test";
import type { Message } from "../../shared/message.ts";
import { emptyReplica } from "./replica.ts";
import { replyVersions } from "./reply-versions.ts";

function message(id: string, parentId: string | null, seq: number): Message {
  return {
    id,
    threadId: "t",
    parentId,
    seq,
    role: parentId?.startsWith("u") ? "assistant" : "user",
    text: id,
    createdAt: "2026-01-01T00:00:00.000Z",
    generation: null,
  };
}

/** Two replies to `u1`, of which the newer is held first, and a message after one of them. */
const messages = [
  message("u1", null, 1),
  message("r2", "u1", 3),
  message("r1", "u1", 2),
  message("u2", "r1", 4),
  message("r3", "u2", 5),
];
const state = { ...emptyReplica, messages: Object.fromEntries(messages.map((m) => [m.id, m])) };

const idsOf = (replies: readonly Message[]) => replies.map(({ id }) => id);

test("the replies to the same message are a reply's versions, oldest first", () => {
  expect(idsOf(replyVersions(state, "t", "r1"))).toEqual(["r1", "r2"]);
  expect(idsOf(replyVersions(state, "t", "r2"))).toEqual(["r1", "r2"]);
  expect(idsOf(replyVersions(state, "t", "r3"))).toEqual(["r3"]);
});

test("a user's message, another thread's reply and an unknown one have no versions here", () => {
  expect(idsOf(replyVersions(state, "t", "u2"))).toEqual([]);
  expect(idsOf(replyVersions(state, "other", "r1"))).toEqual([]);
  expect(idsOf(replyVersions(state, "t", "gone"))).toEqual([]);
});

test("both replies of a message in the outbox are its versions", () => {
  const outbox = [
    {
      id: "u4",
      replyId: "r4",
      compareWith: { replyId: "r5", model: "second" },
      threadId: "t",
      parentId: "r3",
      text: "which?",
      createdAt: "2026-01-02T00:00:00.000Z",
      state: "sending" as const,
    },
  ];
  expect(idsOf(replyVersions({ ...state, outbox }, "t", "r4"))).toEqual(["r4", "r5"]);
  expect(idsOf(replyVersions({ ...state, outbox }, "t", "r5"))).toEqual(["r4", "r5"]);
});
