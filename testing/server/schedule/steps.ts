import fc from "fast-check";

/** One thing that can happen while a reply is written and read; `pick` says to whom. */
export interface Step {
  do:
    | "say"
    | "sayLate"
    | "finishLate"
    | "settle"
    | "join"
    | "drop"
    | "resume"
    | "stall"
    | "deafen"
    | "stop"
    | "takeOver"
    | "replace"
    | "finish";
  pick: number;
}

/**
 * How a reply begins: by its job; on the node that stored it; there and by a job at once, as beside
 * a node of an older version; or by a patrol, because that node died before it began.
 */
export type Beginning = "job" | "here" | "twice" | "patrol";

/** Any way to begin. */
export const beginningArbitrary: fc.Arbitrary<Beginning> = fc.constantFrom(
  "job",
  "here",
  "twice",
  "patrol",
);

const kinds: { weight: number; arbitrary: fc.Arbitrary<Step["do"]> }[] = [
  { weight: 10, arbitrary: fc.constant("say") },
  { weight: 6, arbitrary: fc.constant("settle") },
  { weight: 10, arbitrary: fc.constantFrom("join", "drop", "resume", "stall") },
  { weight: 4, arbitrary: fc.constantFrom("takeOver", "replace") },
  { weight: 3, arbitrary: fc.constant("deafen") },
  { weight: 4, arbitrary: fc.constantFrom("sayLate", "sayLate", "finishLate") },
  { weight: 1, arbitrary: fc.constantFrom("stop", "finish") },
];

/** Any run of things that can happen. Most of them leave the reply unfinished. */
export const stepsArbitrary: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ do: fc.oneof(...kinds), pick: fc.nat({ max: 60 }) }),
  { maxLength: 40, size: "max" },
);
