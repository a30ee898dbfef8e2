import type { Beginning, Step } from "./steps.ts";

/** Schedules that chance seldom finds, for every run to play. */
export const rareSchedules: [Beginning, Step[]][] = [
  // All attempts of a continuation are lost, and the reply is continued once more.
  [
    "job",
    [
      ...atFirst("say", "cutOff", "continue"),
      ...atFirst("say", "settle", "takeOver", "say", "settle", "takeOver"),
      ...atFirst("continue", "say", "settle", "finish"),
    ],
  ],
  // The same, and only the first attempt has written anything.
  ["job", atFirst("say", "cutOff", "continue", "say", "settle", "takeOver", "takeOver")],
  // A worker is taken over from while it ends the reply: either of the two may win.
  ["job", atFirst("say", "settle", "cutOff", "takeOver", "continue", "say", "stop", "continue")],
  // A node that has missed the end shuts down, with a reader of the log before the continuation.
  [
    "job",
    [
      ...atFirst("say", "settle"),
      { do: "deafen", pick: 1 },
      ...atFirst("cutOff", "continue"),
      { do: "replace", pick: 1 },
    ],
  ],
];

function atFirst(...steps: Step["do"][]): Step[] {
  return steps.map((step) => ({ do: step, pick: 0 }));
}
