import { programFile } from "./program-files.ts";

/** Before the path of a worker among the executable's arguments. */
export const runWorker = "run-worker";

/** How to start a worker, for `Bun.spawn`. */
export interface WorkerCommand {
  cmd: string[];
  cwd: string;
  env: Record<string, string>;
}

/**
 * How to run a module of this program in a process of its own: by Bun from source, or by the
 * executable, which then runs that module alone. Its environment has nothing of the server's, and
 * its folder has no `.env` file of the operator's.
 *
 * @param path from the project's root; its name ends with `-worker.ts`
 * @param runtimeOptions options of Bun, such as `--smol`
 */
export function workerCommand(
  path: string,
  runtimeOptions: readonly string[],
  args: readonly string[] = [],
): WorkerCommand {
  const { execPath } = process;
  if (!Bun.isStandaloneExecutable) {
    const cmd = [execPath, ...runtimeOptions, "--no-env-file", "--no-install", programFile(path)];
    return { cmd: [...cmd, ...args], cwd: programFile("server"), env: {} };
  }
  const env = { BUN_OPTIONS: runtimeOptions.join(" ") };
  return { cmd: [execPath, runWorker, path, ...args], cwd: "/", env };
}
