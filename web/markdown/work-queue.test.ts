import { expect, test } from "bun:test";
import { createWorkQueue } from "./work-queue.ts";

function idlePage() {
  const idle: (() => void)[] = [];
  const state = { now: 0 };
  const clock = { requestIdle: (run: () => void) => void idle.push(run), now: () => state.now };
  return { state, clock, runIdle: () => idle.shift()?.(), waiting: () => idle.length };
}

test("jobs are spread over tasks of a bounded length", () => {
  const { state, clock, runIdle, waiting } = idlePage();
  const queue = createWorkQueue(clock);
  let done = 0;
  for (let i = 0; i < 10; i++) {
    void queue.runIdle(() => {
      state.now += 5;
      done++;
    });
  }
  const steps: number[] = [];
  while (waiting() > 0) {
    runIdle();
    steps.push(done);
  }
  expect(steps).toEqual([2, 4, 6, 8, 10]);
});

test("a frame runs a few jobs at once and leaves the rest", () => {
  const { state, clock, runIdle } = idlePage();
  const queue = createWorkQueue(clock);
  let done = 0;
  const job = () => {
    state.now += 5;
    done++;
  };
  for (let i = 0; i < 4; i++) queue.runSoon(job);
  expect(done).toBe(2);
  runIdle();
  expect(done).toBe(4);
});

test("a job that throws rejects, and does not stop those behind it", async () => {
  const { clock, runIdle } = idlePage();
  const queue = createWorkQueue(clock);
  const broken = queue.runIdle(() => {
    throw new Error("broken");
  });
  const whole = queue.runIdle(() => "done");
  runIdle();
  expect(broken).rejects.toThrow("broken");
  expect(await whole).toBe("done");
});
