import { expect, test } from "bun:test";
import { createFrameCommits } from "./commit-frames.ts";

function page() {
  const frames = new Map<number, () => void>();
  const state = { now: 0, hidden: false, nextId: 1 };
  return {
    state,
    frame() {
      const due = [...frames.values()];
      frames.clear();
      for (const run of due) run();
    },
    clock: {
      requestFrame(run: () => void) {
        frames.set(state.nextId, run);
        return state.nextId++;
      },
      cancelFrame: (id: number) => void frames.delete(id),
      now: () => state.now,
      isHidden: () => state.hidden,
    },
  };
}

test("many values in a frame are one commit, of the last", () => {
  const { clock, frame } = page();
  const seen: string[] = [];
  const commits = createFrameCommits<string>((value) => seen.push(value), clock);
  for (const value of ["a", "ab", "abc"]) commits.push(value, false);
  expect(seen).toEqual([]);
  frame();
  frame();
  expect(seen).toEqual(["abc"]);
});

test("an urgent value, and any value on a hidden page, is committed at once and only once", () => {
  const { clock, frame, state } = page();
  const seen: string[] = [];
  const commits = createFrameCommits<string>((value) => seen.push(value), clock);
  commits.push("a", false);
  commits.push("b", true);
  frame();
  state.hidden = true;
  commits.push("c", false);
  frame();
  expect(seen).toEqual(["b", "c"]);
});

test("after a slow commit it rests, so that typing has room", () => {
  const { clock, frame, state } = page();
  const seen: number[] = [];
  const commits = createFrameCommits<number>((value) => {
    state.now += 20;
    seen.push(value);
  }, clock);
  commits.push(1, false);
  frame();
  commits.push(2, false);
  frame();
  expect(seen).toEqual([1]);
  state.now += 60;
  frame();
  expect(seen).toEqual([1, 2]);
});

test("nothing is committed after it is disposed of", () => {
  const { clock, frame } = page();
  const seen: string[] = [];
  const commits = createFrameCommits<string>((value) => seen.push(value), clock);
  commits.push("a", false);
  commits.dispose();
  frame();
  expect(seen).toEqual([]);
});
