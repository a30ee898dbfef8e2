import { afterAll, beforeAll, expect, test } from "bun:test";
import fc from "fast-check";
import { type Place, places, Schedule, type ScheduleReader } from "../testing/schedule.ts";
import { createStage, type Stage } from "../testing/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

type Step =
  | { do: "say" | "say from the dead"; text: string }
  | { do: "take over" | "hand over" | "stop" }
  | { do: "wait"; ms: number }
  | { do: "join"; place: Place }
  | { do: "resume"; reader: number; place: Place }
  | { do: "drop"; reader: number };

const place = fc.constantFrom(...places);
const reader = fc.nat(5);
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).map(withoutNul);

/** Text without what is cleaned away before it is logged. */
function withoutNul(words: string): string {
  return words.replaceAll("\0", "0");
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant("say"), text }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait"), ms: fc.nat(12) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("join"), place }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("resume"), reader, place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("drop"), reader }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("say from the dead"), text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("take over", "hand over") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("stop") }) },
);

test("whatever happens in whatever order, every reader ends with the one saved text", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), run), {
    numRuns: 60,
    endOnFailure: true,
  });
}, 60_000);

async function run(steps: Step[]): Promise<void> {
  await using schedule = new Schedule(stage, await stage.ask());
  await schedule.begin();
  const readers = [schedule.reader()];
  await readers[0]?.resume("writer");
  for (const each of steps) await take(each, schedule, readers);
  const status = await schedule.finish();
  // Those who were cut off come back, and somebody comes who has seen nothing.
  readers.push(schedule.reader());
  for (const [i, each] of readers.entries()) await each.resume(places[i % places.length] ?? "here");
  for (const each of readers) await each.ended();
  await expectOneTruth(schedule, { status, readers });
}

async function take(each: Step, schedule: Schedule, readers: ScheduleReader[]): Promise<void> {
  switch (each.do) {
    case "say":
      return schedule.say(each.text);
    case "say from the dead":
      return schedule.sayFromTheDead(each.text);
    case "take over":
      return schedule.takeOver();
    case "hand over":
      return schedule.handOver();
    case "stop":
      return schedule.stop();
    case "wait":
      return Bun.sleep(each.ms);
    case "join": {
      const joined = schedule.reader();
      readers.push(joined);
      return joined.resume(each.place);
    }
    case "resume":
      return readers[each.reader % readers.length]?.resume(each.place);
    case "drop":
      return readers[each.reader % readers.length]?.drop();
  }
}

/** The model: a gapless log, whose last attempt is what was said, what is saved and what all see. */
async function expectOneTruth(
  schedule: Schedule,
  { status, readers }: { status: "completed" | "stopped"; readers: ScheduleReader[] },
): Promise<void> {
  const { generationId, messageId } = schedule.asked;
  const log = await stage.chunks(generationId);
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
  expect(log.map(({ attempt }) => attempt)).toEqual(
    log.map(({ attempt }) => attempt).toSorted((a, b) => a - b),
  );
  expect(log.filter(({ kind }) => kind === "final")).toHaveLength(1);
  expect(log.at(-1)?.kind).toBe("final");
  const last = log.filter(({ kind, attempt }) => kind === "text" && attempt === schedule.attempts);
  const text = last.map(({ body }) => body).join("");
  if (status === "completed") expect(text).toBe(schedule.said);
  else expect(schedule.said.startsWith(text)).toBe(true);
  expect(await stage.message(messageId)).toMatchObject({ text, generation: { status } });
  for (const { seen, cursors } of readers) {
    expect(seen).toMatchObject({ text, attempt: schedule.attempts, final: { status } });
    const numbers = cursors.map((cursor) => Number.parseInt(cursor, 10));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  }
}
