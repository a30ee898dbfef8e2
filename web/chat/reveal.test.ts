import { expect, test } from "bun:test";
import { nothingRevealed, type Reveal, revealed, revealNext } from "./reveal.ts";

const keys = (count: number, from = 1) => Array.from({ length: count }, (_, i) => `t${from + i}`);
/** Turns of a length that fills a screen with four of them. */
const thread = (threadId: string, all: readonly string[], length = 600) => ({
  threadId,
  keys: all,
  lengthOf: () => length,
});
const open = (count: number, length?: number): Reveal =>
  revealed(nothingRevealed, thread("a", keys(count), length));
const onPage = ({ keys: all, from }: Reveal) => all.slice(from);

test("a short thread is on the page at once", () => {
  expect(onPage(open(3))).toEqual(keys(3));
  expect(onPage(open(8, 2))).toEqual(keys(8));
});

test("a long thread begins with a screenful of its end, and older turns come one by one", () => {
  let state = open(7);
  const first = onPage(state);
  expect(first).toEqual(keys(4, 4));
  const steps: string[] = [];
  while (state.from > 0) {
    state = revealNext(state);
    steps.push(onPage(state)[0] ?? "");
  }
  expect(steps).toEqual(["t3", "t2", "t1"]);
});

test("one long turn is a screenful", () => {
  expect(onPage(open(7, 50_000))).toEqual(["t7"]);
});

test("a new turn is on the page at once, also while older ones are still to come", () => {
  expect(onPage(revealed(open(7), thread("a", keys(8))))).toEqual(keys(5, 4));
});

test("older turns that arrive take nothing off the page and come by steps", () => {
  const before = open(3);
  const next = revealed(before, thread("a", keys(13, -9)));
  expect(onPage(next)).toEqual(onPage(before));
  expect(next.from).toBe(10);
});

test("another branch takes the place of one whole, another thread opens anew", () => {
  expect(onPage(revealed(open(3), thread("a", keys(9, 20))))).toEqual(keys(9, 20));
  expect(onPage(revealed(open(3), thread("b", keys(9, 20))))).toEqual(keys(4, 25));
});
