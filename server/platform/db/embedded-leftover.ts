import { readFile, rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

/** How long a leftover server may take for its last checkpoint before it is killed. */
const patienceMs = 20_000;
const lookEveryMs = 20;

/**
 * Stops a PostgreSQL that an earlier, killed process left running on the folder, and removes a
 * stale `postmaster.pid`: after a reboot its process id may belong to any program, and PostgreSQL
 * would refuse to start. The caller holds the data folder's lock.
 */
export async function endLeftover(
  folder: string,
  onProgress: (text: string) => void,
): Promise<void> {
  const pidFile = `${folder}/postmaster.pid`;
  const pid = await readPid(pidFile);
  if (pid === null) return;
  if (await runsPostgres(pid, folder)) {
    onProgress("stopping a PostgreSQL that an earlier run left behind");
    await endProcess(pid, folder);
  }
  await rm(pidFile, { force: true });
}

async function readPid(pidFile: string): Promise<number | null> {
  const text = await readFile(pidFile, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 1 ? pid : null;
}

/** Whether a process is a PostgreSQL on this folder, judged by its command line. */
async function runsPostgres(pid: number, folder: string): Promise<boolean> {
  const command = await commandLine(pid);
  return /postgres/.test(command) && command.includes(folder);
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === "linux") {
    return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  }
  const ps = Bun.spawn(["ps", "-o", "command=", "-p", String(pid)], {
    stdout: "pipe",
    stderr: "ignore",
  });
  return new Response(ps.stdout).text();
}

/**
 * SIGINT is PostgreSQL's fast, clean shutdown; SIGQUIT the immediate one, after which the next
 * start recovers.
 */
async function endProcess(pid: number, folder: string): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    signalProcess(pid, signal);
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (!(await runsPostgres(pid, folder))) return;
      await delay(lookEveryMs);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) still runs on ${folder} and cannot be stopped`);
}

/** A process that has just ended is fine; one that may not be signalled is an error. */
function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
