import { expect, test } from "bun:test";
import type { ChatState } from "../../client/types.ts";
import type { Message } from "../../shared/message.ts";
import { sameStructure } from "./same-structure.ts";

const message = (id: string, change: Partial<Message> = {}): Message => ({
  id,
  threadId: "cthr_1",
  parentId: null,
  seq: 1,
  role: "user",
  text: "",
  createdAt: "2026-11-23T10:00:00.000Z",
  generation: null,
  ...change,
});

const state = (...messages: Message[]): ChatState => ({
  user: null,
  personalAsOf: -1,
  keptFor: null,
  projects: [],
  listLoads: {},
  threads: {},
  threadList: { status: "ready", nextCursor: null },
  messages: Object.fromEntries(messages.map((each) => [each.id, each])),
  loads: {},
  streams: {},
  queues: {},
  outbox: noEntries,
});
const noEntries: ChatState["outbox"] = [];

test("a growing text is the same structure", () => {
  expect(sameStructure(state(message("a")), state(message("a", { text: "more" })))).toBe(true);
});

test("a message that comes, goes or moves is another structure", () => {
  const before = state(message("a"), message("b"));
  expect(sameStructure(before, state(message("a"), message("b"), message("c")))).toBe(false);
  expect(sameStructure(before, state(message("a")))).toBe(false);
  expect(sameStructure(before, state(message("a"), message("c")))).toBe(false);
  expect(sameStructure(before, state(message("a"), message("b", { seq: 7 })))).toBe(false);
  expect(sameStructure(before, state(message("a"), message("b", { parentId: "a" })))).toBe(false);
});

test("a change in the outbox is another structure", () => {
  expect(sameStructure(state(message("a")), { ...state(message("a")), outbox: [] })).toBe(false);
});
