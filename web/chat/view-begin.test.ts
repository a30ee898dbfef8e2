import { expect, test } from "bun:test";
import type { Message } from "../../shared/message.ts";
import type { Summary } from "../../shared/summary.ts";
import { findViewBegin, newestView } from "./view-begin.ts";

/** Questions and replies in turns; `from` is where the view of a reply began, by its index. */
function branchOf(
  count: number,
  {
    views = {},
    summaries = {},
  }: {
    views?: Record<number, string>;
    summaries?: Record<number, Summary["status"]>;
  } = {},
): Message[] {
  return Array.from({ length: count }, (_, index): Message => {
    const from = views[index];
    const status = summaries[index];
    return {
      id: String(index),
      threadId: "t",
      parentId: index === 0 ? null : String(index - 1),
      seq: index + 1,
      role: index % 2 === 0 ? "user" : "assistant",
      text: "words",
      createdAt: "",
      generation: null,
      ...(from === undefined
        ? {}
        : {
            parts: [
              { kind: "notice", notice: "history_shortened", from },
              { kind: "text", text: "words" },
            ],
          }),
      ...(status ? { summary: { status, text: "", error: null, revision: 1 } } : {}),
    };
  });
}

function lineIn(messages: readonly Message[]): string | null {
  const branch = messages.map((message) => ({ id: message.id, message }));
  return findViewBegin(
    branch,
    newestView(branch, (id) => messages.find((message) => message.id === id)),
  );
}

test("a conversation that is shown whole has no line", () => {
  expect(lineIn([])).toBeNull();
  expect(lineIn(branchOf(6))).toBeNull();
  // The window has grown since.
  expect(lineIn(branchOf(8, { views: { 5: "2" } }))).toBeNull();
});

test("the newest reply says where the line is, also before the next one has begun", () => {
  expect(lineIn(branchOf(8, { views: { 5: "2", 7: "4" } }))).toBe("4");
  expect(lineIn(branchOf(9, { views: { 7: "4" } }))).toBe("4");
});

test("a message of another branch, or one that is not loaded, is no place for it", () => {
  expect(lineIn(branchOf(8, { views: { 7: "elsewhere" } }))).toBeNull();
});

test("a summary that is ready moves it behind itself, unless the view began later", () => {
  const views = { 7: "4" };
  expect(lineIn(branchOf(8, { views, summaries: { 3: "ready" } }))).toBe("4");
  expect(lineIn(branchOf(8, { views, summaries: { 5: "ready" } }))).toBe("6");
  expect(lineIn(branchOf(8, { views, summaries: { 1: "ready" } }))).toBe("4");
  for (const status of ["pending", "failed", "removed"] as const)
    expect(lineIn(branchOf(8, { views, summaries: { 5: status } }))).toBe("4");
});
