import { expect, test } from "bun:test";
import type { GenerationStatus } from "../../../shared/generation-status.ts";
import { findEnded, type SeenLive } from "./pair-announcements.ts";

const reply = (generationId: string, status: GenerationStatus) => ({ generationId, status });

/** The replies told of as ended, step by step. */
function endedIn(...steps: ReturnType<typeof reply>[][]): string[][] {
  let seen: SeenLive = new Set();
  return steps.map((replies) => {
    const step = findEnded(seen, replies);
    seen = step.seen;
    return step.ended.map(({ generationId }) => generationId);
  });
}

test("each end is told once, and nothing while both are being written", () => {
  expect(
    endedIn(
      [reply("a", "queued"), reply("b", "running")],
      [reply("a", "running"), reply("b", "running")],
      [reply("a", "running"), reply("b", "failed")],
      [reply("a", "completed"), reply("b", "failed")],
      [reply("a", "completed"), reply("b", "failed")],
    ),
  ).toEqual([[], [], ["b"], ["a"], []]);
});

test("two that end together are told together", () => {
  expect(
    endedIn(
      [reply("a", "running"), reply("b", "running")],
      [reply("a", "stopped"), reply("b", "completed")],
    ),
  ).toEqual([[], ["a", "b"]]);
});

test("a reply that had ended before is not told of, nor one that gave way to another", () => {
  expect(
    endedIn(
      [reply("a", "completed"), reply("b", "running")],
      [reply("a", "completed"), reply("c", "completed")],
    ),
  ).toEqual([[], []]);
});
