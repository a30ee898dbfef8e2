import { expect, test } from "bun:test";
import type { BranchItem } from "../../client/state/selectors.ts";
import type { OutboxEntry } from "../../client/types.ts";
import type { GenerationStatus } from "../../shared/generation-status.ts";
import { maxQueuedMessages, maxQueuedText } from "../../shared/limits.ts";
import { isAwaited, sendObstacle } from "./sending-rules.ts";

const none = { count: 0, length: 0 };
const createdAt = "2026-11-23T10:00:00.000Z";

function item(
  id: string,
  role: "user" | "assistant",
  extra: { status?: GenerationStatus; entry?: OutboxEntry["state"] } = {},
): BranchItem {
  const generation = extra.status
    ? { id: "gen_1", status: extra.status, model: "m", error: null, usage: null }
    : null;
  const entry: OutboxEntry | null = extra.entry
    ? { id, replyId: "r", threadId: "t", parentId: null, text: "", createdAt, state: extra.entry }
    : null;
  const message = {
    id,
    threadId: "t",
    parentId: null,
    seq: 1,
    role,
    text: "",
    createdAt,
    generation,
  };
  return { id, message, siblings: [id], index: 0, entry };
}

test("a message that the server refused does not block others", () => {
  expect(isAwaited(item("a2", "assistant", { entry: "refused" }))).toBe(false);
  expect(sendObstacle(item("a2", "assistant", { entry: "refused" }), none)).toBeNull();
});

test("a reply is awaited from the moment of sending to its end", () => {
  expect(isAwaited(item("a", "assistant", { entry: "sending" }))).toBe(true);
  expect(isAwaited(item("a", "assistant"))).toBe(true);
  expect(isAwaited(item("a", "assistant", { status: "queued" }))).toBe(true);
  expect(isAwaited(item("a", "assistant", { status: "running" }))).toBe(true);
  for (const status of ["completed", "stopped", "failed", "interrupted"] as const) {
    expect(isAwaited(item("a", "assistant", { status }))).toBe(false);
  }
});

test("a message that waits for the connection goes first", () => {
  expect(isAwaited(item("a", "assistant", { entry: "waiting" }))).toBe(false);
  expect(sendObstacle(item("a", "assistant", { entry: "waiting" }), none)).toBe("unsent");
});

test("so many may wait for a reply, and no more", () => {
  const running = item("a", "assistant", { status: "running" });
  expect(sendObstacle(running, { count: maxQueuedMessages - 1, length: 0 })).toBeNull();
  expect(sendObstacle(running, { count: maxQueuedMessages, length: 0 })).toBe("full");
  const whole = item("a", "assistant", { status: "completed" });
  expect(sendObstacle(whole, { count: maxQueuedMessages, length: 0 })).toBeNull();
});

test("so much text may wait for a reply, with that of the next message, and no more", () => {
  const running = item("a", "assistant", { status: "running" });
  expect(sendObstacle(running, { count: 1, length: maxQueuedText })).toBeNull();
  expect(sendObstacle(running, { count: 1, length: maxQueuedText + 1 })).toBe("full");
});
