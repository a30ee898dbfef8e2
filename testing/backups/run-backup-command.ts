import { backupCommands } from "../../server/app/operator/backup/backup-commands.ts";
import { readConfig } from "../../server/app/config.ts";
import { present } from "../present.ts";
import type { ProgramEnd } from "../server/run-program.ts";

/**
 * Runs `backup`, `restore` or `move-database` in this process, where a process of its own would
 * take a second longer. Resolves with what the command would have printed.
 */
export async function runBackupCommand(
  [name = "", ...argv]: readonly string[],
  settings: Record<string, string>,
): Promise<ProgramEnd> {
  const command = present(backupCommands[name]);
  const steps: string[] = [];
  try {
    const watch = {
      report: (step: string) => void steps.push(step),
      signal: new AbortController().signal,
    };
    const out = await command.run(readConfig(settings), argv, watch);
    return { out, err: steps.join("\n"), code: 0 };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { out: "", err: [...steps, error.message].join("\n"), code: 1 };
  }
}
