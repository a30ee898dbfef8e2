import fc from "fast-check";

/**
 * Something that can happen while a reply is written and read; `pick` chooses the target. `cutOff`
 * ends the reply at the longest length, `continue` continues one that was cut off.
 */
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
    | "finish"
    | "cutOff"
    | "continue";
  pick: number;
}

/**
 * How a reply starts: by its job; on the node that stored it; by both at once, as beside a node of
 * an older version; or by a patrol, because that node died before it started the reply.
 */
export type Beginning = "job" | "here" | "twice" | "patrol";

/** Any start. */
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
  { weight: 2, arbitrary: fc.constantFrom("stop", "finish", "cutOff", "cutOff") },
  { weight: 3, arbitrary: fc.constant("continue") },
];

/** Any sequence of steps. Most leave the reply unfinished. */
export const stepsArbitrary: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ do: fc.oneof(...kinds), pick: fc.nat({ max: 60 }) }),
  { maxLength: 40, size: "max" },
);
