import { readFile, rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

/** How long a server left behind may take to write its last checkpoint before it is cut off. */
const patienceMs = 20_000;
const lookEveryMs = 20;

/**
 * Ends a PostgreSQL that an earlier, killed process left running on the folder, and removes the
 * `postmaster.pid` of one that is gone: after a reboot its number may belong to any program, and
 * PostgreSQL itself would then refuse to start. The caller holds the data folder's lock.
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

/** Whether the process is a PostgreSQL on this folder, as its command line says. */
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

/** SIGINT is PostgreSQL's fast and clean shutdown, SIGQUIT the immediate one, mended at the next start. */
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

/** A process that has just gone is what the caller wants; one that may not be signalled is not. */
function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
