import type { LogLines } from "./log-lines.ts";

/**
 * The process ids of the node processes of one start, by their place from 0, as its log has them.
 * Resolves when all have started.
 */
export async function nodePids(log: LogLines, count: number): Promise<number[]> {
  const lines = await log.untilSaid("a process is running", count);
  const ordered = lines.toSorted((a, b) => Number(a["process"]) - Number(b["process"]));
  const places = ordered.map((line) => line["process"]);
  if (places.some((place, i) => place !== i + 1))
    throw new Error(`not the places of ${count} processes: ${places.join(", ")}`);
  return ordered.map((line) => Number(line["pid"]));
}

/** Whether a process exists. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
