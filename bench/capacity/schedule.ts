/** How long the phases of a probe take, in milliseconds. */
export interface Phases {
  /** Over which the starts are spread. */
  starts: number;
  /** Between the last start and the window, so that what starting has left behind is done. */
  settle: number;
  /** The window in which all streams run, and in which lateness counts. */
  hold: number;
}

/** One try with a number of streams. Times are Unix milliseconds. */
export interface Probe {
  streams: number;
  beginAt: number;
  phases: Phases;
}

/** Tokens a second of each stream. */
export const rate = 50;

/** How long streams go on after the window, in milliseconds, so that none ends within it. */
const tailMs = 500;

/** A stream that has not ended this long after its plan is a fault, in milliseconds. */
const patienceMs = 15_000;

/** When the window begins and ends, and when the readers give up. */
export function timesOf({ beginAt, phases }: Probe): { from: number; to: number; giveUp: number } {
  const from = beginAt + phases.starts + phases.settle;
  const to = from + phases.hold;
  return { from, to, giveUp: to + tailMs + patienceMs };
}

/** When a stream of a probe starts, how many tokens it has, and whether they tell their time. */
export function streamOf(
  probe: Probe,
  index: number,
): { startAt: number; tokens: number; isStamped: boolean } {
  const startAt = probe.beginAt + (index * probe.phases.starts) / probe.streams;
  const tokens = Math.ceil(((timesOf(probe).to + tailMs - startAt) * rate) / 1_000);
  // Every tenth has a text that is known beforehand, and is compared with it.
  return { startAt, tokens, isStamped: index % 10 !== 9 };
}
