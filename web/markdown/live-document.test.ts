import { expect, test } from "bun:test";
import { createRoot } from "solid-js";
import { createSlices } from "../ui/slices.ts";
import { createLiveDocument } from "./live-document.ts";
import { final, seen, tools } from "./rendered.testing.ts";
import { present } from "../../testing/present.ts";

const long = Array.from({ length: 400 }, (_, i) => `Paragraph **${i}** of a report.`).join("\n\n");

/** A page on which every task has time for one step. */
function open(source: string, live: boolean) {
  const tasks: (() => void)[] = [];
  let now = 0;
  const clock = { requestTask: (run: () => void) => void tasks.push(run), now: () => (now += 10) };
  const slices = createSlices(clock);
  const text = createRoot(() => createLiveDocument({ source, live }, { tools, slices }));
  const runTasks = (count = Number.POSITIVE_INFINITY) => {
    for (let i = 0; i < count && tasks.length > 0; i++) tasks.shift()?.();
  };
  return { text, tasks, runTasks };
}

test("a short text is there at once", () => {
  const { text, tasks } = open("Some *words*.", false);
  expect(text.whole()).toBe(true);
  expect(tasks).toEqual([]);
});

test("a long text is read and rendered block by block, and whole only with the last", () => {
  const { text, tasks, runTasks } = open(long, false);
  let most = 0;
  for (let before = 0; tasks.length > 0; before = text.blocks().length) {
    expect(text.whole()).toBe(false);
    runTasks(1);
    most = Math.max(most, text.blocks().length - before);
  }
  expect(most).toBe(1);
  expect(text.whole()).toBe(true);
  expect(text.blocks()).toEqual(final(long));
});

test("a text that grows meanwhile is caught up with", () => {
  const { text, runTasks } = open(long, true);
  runTasks(100);
  text.commit({ source: `${long}\n\nAnd **mo`, live: true });
  text.commit({ source: `${long}\n\nAnd **more**.`, live: true });
  runTasks();
  expect(seen(text.blocks())).toEndWith("Andmore.");
});

test("a long text that ends keeps its blocks while it is read once more", () => {
  const { text, runTasks } = open(long, true);
  runTasks();
  const before = text.blocks();
  expect(before.length).toBeGreaterThan(1);
  text.commit({ source: long, live: false });
  for (let i = 0; i < 50; i++) {
    runTasks(20);
    expect(text.blocks().length).toBe(before.length);
  }
  runTasks();
  for (const [at, block] of text.blocks().entries()) expect(block).toBe(present(before[at]));
});
