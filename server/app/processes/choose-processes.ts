import { type Processes, mostProcesses } from "../processes-setting.ts";
import type { Machine } from "./machine.ts";

/**
 * Memory that `auto` keeps for each process, in megabytes: a process with some hundred replies and
 * its share of PostgreSQL (docs/scaling.md has the figures).
 */
export const megabytesForEach = 512;

/** How many processes to run, and why fewer than cores, for the operator; null without a reason. */
export interface ChosenProcesses {
  count: number;
  note: string | null;
}

/**
 * How many node processes this start runs. Only Linux spreads connections over several listeners
 * of one port: elsewhere `auto` is one.
 *
 * @throws Error when a number above one is asked for elsewhere
 */
export function chooseProcesses(setting: Processes, machine: Machine): ChosenProcesses {
  const isLinux = machine.platform === "linux";
  if (setting !== "auto") {
    if (setting > 1 && !isLinux)
      throw new Error(
        `CHATKIT_PROCESSES=${setting} needs Linux: no other system spreads connections over processes on one port; set it to 1`,
      );
    return { count: setting, note: null };
  }
  if (!isLinux)
    return { count: 1, note: "one process: only Linux spreads connections over several" };
  const byCores = Math.min(machine.cores, mostProcesses);
  const byMemory = Math.max(1, Math.floor(machine.memoryBytes / (megabytesForEach * 2 ** 20)));
  if (byMemory >= byCores) return { count: byCores, note: null };
  const megabytes = Math.round(machine.memoryBytes / 2 ** 20);
  const words = byMemory === 1 ? "one process" : `${byMemory} processes`;
  return {
    count: byMemory,
    note: `${words} for ${byCores} cores: there are ${megabytes} MB of memory, and each should have ${megabytesForEach}`,
  };
}
