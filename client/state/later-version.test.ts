import { expect, test } from "bun:test";
import type { Message } from "../../shared/message.ts";
import { describeEnd } from "../terminal/describe-failure.ts";
import { isSettled, mergeMessage } from "./put-message.ts";

// A tab that stays open while its server is replaced by a later version.

/** A reply as the server sends it, whatever its version. */
function replyIn(status: string, more: object = {}): Message {
  const generation = { id: "gen_1", status, model: "m", error: null, usage: null, ...more };
  const reply = { id: "msg_1", threadId: "cthr_1", parentId: null, seq: 2, role: "assistant" };
  return JSON.parse(
    JSON.stringify({ ...reply, text: "", createdAt: "2026-01-01T00:00:00.000Z", generation }),
  );
}

test("a reply in a status of a later version is not taken for ended: what comes later replaces it", () => {
  const held = replyIn("postponed");
  expect(isSettled(held)).toBe(false);
  for (const status of ["queued", "running", "completed", "failed"])
    expect(mergeMessage(held, replyIn(status)).generation?.status).toBe(
      replyIn(status).generation?.status,
    );
  const ended = replyIn("completed");
  expect(mergeMessage(ended, held)).toBe(ended);
});

test("an end that only a later version knows is told as a failure, and an unknown reason not at all", () => {
  const end = (final: object) => describeEnd(JSON.parse(JSON.stringify({ usage: null, ...final })));
  const generic = "The reply failed: the server had an error.";
  expect(end({ status: "postponed", error: null })).toBe(generic);
  expect(end({ status: "failed", error: { code: "out_of_patience" } })).toBe(generic);
  expect(end({ status: "completed", error: null, finishReason: "boredom" })).toBeNull();
});
