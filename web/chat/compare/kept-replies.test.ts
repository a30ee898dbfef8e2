import { expect, test } from "bun:test";
import { emptyReplica } from "../../../client/state/replica.ts";
import type { ChatState } from "../../../client/types.ts";
import type { Message } from "../../../shared/message.ts";
import { createSafeStorage } from "../../state/safe-storage.ts";
import { createKeptReplies } from "./kept-replies.ts";

function message(id: string, parentId: string | null, seq: number): Message {
  return {
    id,
    threadId: "t",
    parentId,
    seq,
    role: parentId === null || parentId.startsWith("r") ? "user" : "assistant",
    text: id,
    createdAt: "2026-01-01T00:00:00.000Z",
    generation: null,
  };
}

const holding = (...messages: Message[]): ChatState => ({
  ...emptyReplica,
  messages: Object.fromEntries(messages.map((each) => [each.id, each])),
});

const two = [message("u1", null, 1), message("r1", "u1", 2), message("r2", "u1", 3)];

function keepFirst() {
  const replies = createKeptReplies(createSafeStorage(null));
  replies.keep({ threadId: "t", kept: "r1", newest: "r2" });
  return (...messages: Message[]) => replies.find(holding(...messages), "t");
}

test("a kept reply is found again in its thread alone", () => {
  const replies = createKeptReplies(createSafeStorage(null));
  expect(replies.find(holding(...two), "t")).toBeNull();
  replies.keep({ threadId: "t", kept: "r1", newest: "r2" });
  expect(replies.find(holding(...two), "t")).toBe("r1");
  expect(replies.find(holding(...two), "other")).toBeNull();
});

test("a newer version, or a message after one of them, has more to say than what was kept", () => {
  const find = keepFirst();
  expect(find(...two, message("r3", "u1", 4))).toBeNull();
  expect(find(...two, message("u2", "r2", 4))).toBeNull();
  expect(find(...two, message("u2", "r1", 4))).toBeNull();
});

test("a kept reply that is not there is none", () => {
  const find = keepFirst();
  expect(find()).toBeNull();
  expect(find(message("u1", null, 1), message("r2", "u1", 3))).toBeNull();
});
