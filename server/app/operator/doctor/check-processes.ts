import type { Processes } from "../../processes-setting.ts";
import { chooseProcesses, megabytesForEach } from "../../processes/choose-processes.ts";
import type { Machine } from "../../processes/machine.ts";
import { type Finding, fine, problem, reasonOf, warning } from "./finding.ts";

/** How many node processes a start runs here, and whether the machine has room for them. */
export function checkProcesses(
  setting: Processes,
  machine: Machine,
): { count: number; finding: Finding } {
  try {
    const { count, note } = chooseProcesses(setting, machine);
    return { count, finding: note === null ? judge(count, machine) : fine("processes", note) };
  } catch (error) {
    return { count: 1, finding: problem("processes", reasonOf(error), "correct it, then start") };
  }
}

function judge(count: number, { cores, memoryBytes, platform }: Machine): Finding {
  const megabytes = Math.round(memoryBytes / 2 ** 20);
  const words = `${plural(count, "process", "processes")} for ${plural(cores, "core", "cores")}`;
  if (count > 1 && count > cores) {
    const says = `${words}: they share what there is, and each costs memory`;
    return warning("processes", says, "set CHATKIT_PROCESSES to auto");
  }
  if (count > 1 && count * megabytesForEach > megabytes) {
    const says = `${words} and ${megabytes} MB of memory, and each should have ${megabytesForEach}`;
    return warning("processes", says, "set CHATKIT_PROCESSES to auto, or add memory");
  }
  const hasMore = count === 1 && cores > 1 && platform === "linux";
  return fine("processes", hasMore ? `${words}; CHATKIT_PROCESSES=auto uses all` : words);
}

function plural(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
