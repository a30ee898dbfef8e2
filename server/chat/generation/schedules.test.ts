import { afterAll, beforeAll, expect, test } from "bun:test";
import fc from "fast-check";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { ReplySchedule } from "../../../testing/server/schedule/reply-schedule.ts";
import type { ScheduledGeneration } from "../../../testing/server/schedule/scheduled-generation.ts";
import { rareSchedules } from "../../../testing/server/schedule/rare-schedules.ts";
import {
  type Beginning,
  beginningArbitrary,
  type Step,
  stepsArbitrary,
} from "../../../testing/server/schedule/steps.ts";
import { present } from "../../../testing/present.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Plays a schedule to its end and holds what came of it against the model. */
async function play(beginning: Beginning, steps: readonly Step[]): Promise<void> {
  await using schedule = await ReplySchedule.open(stage, beginning);
  for (const step of steps) await schedule.take(step);
  await schedule.complete();
  for (const generation of schedule.generations) {
    expectOneText(generation);
    await expectWholeLog(generation);
  }
}

/** All readers have the text that was saved at the end and the same end, and the model allows it. */
function expectOneText({ attempts, readers, ended }: ScheduledGeneration): void {
  const { text, generation } = present(ended);
  const { status } = present(generation);
  expect(readers.length).toBeGreaterThan(0);
  for (const { seen } of readers) {
    expect(seen.text).toBe(text);
    expect<string>(present(seen.final).status).toBe(status);
  }
  const { attempt } = present(readers[0]).seen;
  if (status === "completed") {
    expect(attempts.isFinished(attempt)).toBe(true);
    expect(text).toBe(attempts.saidIn(attempt));
  } else {
    expect(status).toBeOneOf(["stopped", "failed"]);
    expect(attempts.mayKeep(text, attempt)).toBe(true);
  }
}

/** Numbers without gaps, attempts in order with a restart before each but the first, one end. */
async function expectWholeLog({ id }: ScheduledGeneration): Promise<void> {
  const log = await stage.chunks(id);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
  for (const [i, { attempt, kind }] of log.entries()) {
    const before = log[i - 1]?.attempt ?? 1;
    expect(attempt - before).toBe(kind === "restart" ? 1 : 0);
  }
  expect(log.filter(({ kind }) => kind === "final")).toHaveLength(1);
  expect(log.at(-1)?.kind).toBe("final");
}

/** Schedules in one run; a longer one is `SCHEDULES=1000 bun test` of this file. */
const numRuns = Number(process.env["SCHEDULES"] ?? 40);

/** A schedule that takes longer has come to a standstill, in milliseconds. */
const standstillMs = 10_000;

test(
  "whatever happens to writers, readers and nodes, all see one text and the log has no gap",
  async () => {
    const property = fc.asyncProperty(beginningArbitrary, stepsArbitrary, play);
    await fc.assert(property, { numRuns, timeout: standstillMs, examples: rareSchedules });
  },
  30_000 + 1_000 * numRuns,
);
