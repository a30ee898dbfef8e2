import { expect, test } from "bun:test";
import { nothingRevealed, type Reveal, revealed, revealNext } from "./reveal.ts";

const keys = (count: number, from = 1) => Array.from({ length: count }, (_, i) => `t${from + i}`);
const open = (count: number): Reveal =>
  revealed(nothingRevealed, { threadId: "a", keys: keys(count) });
const onPage = ({ keys: all, from }: Reveal) => all.slice(from);

test("a short thread is on the page at once", () => {
  expect(onPage(open(3))).toEqual(keys(3));
});

test("a long thread begins with its end, and older turns come one by one", () => {
  let state = open(7);
  const first = onPage(state);
  expect(first).toEqual(keys(3, 5));
  const steps: string[] = [];
  while (state.from > 0) {
    state = revealNext(state);
    steps.push(onPage(state)[0] ?? "");
  }
  expect(steps).toEqual(["t4", "t3", "t2", "t1"]);
});

test("a new turn is on the page at once, also while older ones are still to come", () => {
  const next = revealed(open(7), { threadId: "a", keys: keys(8) });
  expect(onPage(next)).toEqual(keys(4, 5));
});

test("older turns that arrive take nothing off the page and come by steps", () => {
  const before = open(3);
  const next = revealed(before, { threadId: "a", keys: keys(13, -9) });
  expect(onPage(next)).toEqual(onPage(before));
  expect(next.from).toBe(10);
});

test("another branch takes the place of one whole, another thread opens anew", () => {
  expect(onPage(revealed(open(3), { threadId: "a", keys: keys(9, 20) }))).toEqual(keys(9, 20));
  expect(onPage(revealed(open(3), { threadId: "b", keys: keys(9, 20) }))).toEqual(keys(3, 26));
});
