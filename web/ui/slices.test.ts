import { expect, test } from "bun:test";
import { createSlices } from "./slices.ts";

function page() {
  const tasks: (() => void)[] = [];
  const state = { now: 0 };
  const clock = { requestTask: (run: () => void) => void tasks.push(run), now: () => state.now };
  const runTask = () => tasks.shift()?.();
  return { state, clock, tasks, runTask };
}

/** A job of so many steps of 3 ms, which notes what it does. */
function* job(name: string, steps: number, world: { state: { now: number }; done: string[] }) {
  for (let i = 1; i <= steps; i++) {
    world.state.now += 3;
    world.done.push(`${name}${i}`);
    yield;
  }
}

test("a long job takes many tasks, none of them longer than a slice and a step", () => {
  const { state, clock, tasks, runTask } = page();
  const done: string[] = [];
  createSlices(clock).run(job("a", 7, { state, done }));
  const perTask: number[] = [];
  while (tasks.length > 0) {
    const before = done.length;
    runTask();
    perTask.push(done.length - before);
  }
  expect(perTask).toEqual([3, 3, 1]);
});

test("the job begun last goes first, also one begun by another job", () => {
  const { state, clock, tasks, runTask } = page();
  const done: string[] = [];
  const slices = createSlices(clock);
  slices.run(job("a", 2, { state, done }));
  slices.run(
    (function* () {
      slices.run(job("c", 2, { state, done }));
      yield;
      done.push("b");
    })(),
  );
  while (tasks.length > 0) runTask();
  expect(done).toEqual(["c1", "c2", "b", "a1", "a2"]);
});

test("a job that is given up does nothing more, and one that throws stops no other", () => {
  const { state, clock, tasks, runTask } = page();
  const done: string[] = [];
  const slices = createSlices(clock);
  slices.run(job("a", 2, { state, done }));
  const giveUp = slices.run(job("b", 9, { state, done }));
  runTask();
  giveUp();
  slices.run(
    // oxlint-disable-next-line require-yield
    (function* () {
      throw new Error("broken");
    })(),
  );
  expect(runTask).toThrow("broken");
  while (tasks.length > 0) runTask();
  expect(done).toEqual(["b1", "b2", "b3", "a1", "a2"]);
});
