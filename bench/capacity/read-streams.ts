import { expectedText } from "../../testing/mock-provider/choose-scenario.ts";
import type { Line } from "./lines.ts";
import { type Probe, rate, streamOf, timesOf } from "./schedule.ts";

/** What one reader has seen of a probe. */
export interface Reading {
  /** Number of tokens of the window by lateness in whole milliseconds; the last also counts later ones. */
  late: number[];
  /** Number of faults by their kind. */
  faults: Record<string, number>;
  /** How late this reader's own timers were in the window, p99 in milliseconds. */
  ownLagMs: number;
}

/** Lateness is told apart up to this many milliseconds. */
const mostLateMs = 5_000;

/** How often a reader measures its own lag, in milliseconds. */
const lagEveryMs = 20;

/**
 * Starts and reads some of the streams of a probe, each on its line.
 *
 * @param indexes the streams' numbers in the probe, as many as there are lines
 */
export async function readStreams(
  probe: Probe,
  lines: readonly Line[],
  indexes: readonly number[],
): Promise<Reading> {
  const late = Array.from({ length: mostLateMs + 1 }, () => 0);
  const faults: Record<string, number> = {};
  const ownLag = measureLag(probe);
  const read = async (line: Line, index: number) => {
    await sleepUntil(streamOf(probe, index).startAt);
    const fault = await readOne({ probe, line, index, late });
    if (fault !== null) faults[fault] = (faults[fault] ?? 0) + 1;
  };
  await Promise.all(lines.map((line, i) => read(line, indexes[i] ?? 0)));
  return { late, faults, ownLagMs: await ownLag };
}

interface OneStream {
  probe: Probe;
  line: Line;
  index: number;
  late: number[];
}

/** Reads one stream to its end; returns its fault. */
function readOne({ probe, line, index, late }: OneStream): Promise<string | null> {
  const { tokens, isStamped } = streamOf(probe, index);
  const { from, to, giveUp } = timesOf(probe);
  let seen = 0;
  let last = 0;
  let text = "";
  const take = (stamp: number, at: number) => {
    seen++;
    // Only what is out of order comes before the one before.
    if (stamp < last || Number.isNaN(stamp)) seen = Number.NaN;
    last = stamp;
    if (stamp < from || stamp >= to) return;
    const ms = Math.min(Math.max(Math.round(at - stamp), 0), mostLateMs);
    late[ms] = (late[ms] ?? 0) + 1;
  };
  const wrongText = () => {
    if (!isStamped)
      return text === expectedText(`paced tokens=${tokens} rate=${rate}`) ? null : "text differs";
    if (Number.isNaN(seen)) return "text out of order";
    if (seen === tokens) return null;
    return seen < tokens ? "text missing" : "text doubled";
  };
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve("not ended in time");
      line.close();
    }, giveUp - now());
    line.ask(`[[paced tokens=${tokens} rate=${rate}${isStamped ? " stamp=1" : ""}]]`, {
      text(added) {
        if (!isStamped) return void (text += added);
        const at = now();
        for (const stamp of added.split(" ")) if (stamp !== "") take(Number(stamp), at);
      },
      end(fault) {
        clearTimeout(timer);
        resolve(fault ?? wrongText());
      },
    });
  });
}

async function measureLag(probe: Probe): Promise<number> {
  const { from, to } = timesOf(probe);
  await sleepUntil(from);
  const lags: number[] = [];
  while (now() < to) {
    const startedAt = now();
    await Bun.sleep(lagEveryMs);
    lags.push(now() - startedAt - lagEveryMs);
  }
  lags.sort((a, b) => a - b);
  return lags[Math.floor(0.99 * lags.length)] ?? Number.NaN;
}

function sleepUntil(at: number): Promise<void> {
  return Bun.sleep(Math.max(at - now(), 0));
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
