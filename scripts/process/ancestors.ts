import { readFile } from "node:fs/promises";

interface ProcessInfo {
  parent: number;
  command: string;
}

/**
 * Calls back once when a launcher of this process is gone: `bun run`, or `npm exec` and its shell.
 * npm does not forward signals to the script that it runs, and a killed launcher cannot: without
 * this the script would keep its port forever.
 */
export async function onLauncherGone(callback: () => void): Promise<Disposable> {
  const launchers = await findLaunchers();
  const look = async () => {
    if (!(await isOneGone(launchers))) return;
    clearInterval(timer);
    callback();
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

const lookEveryMs = 500;

/**
 * Each launcher's child with the launcher as its parent: a different parent later means that it is
 * gone.
 */
async function findLaunchers(): Promise<{ child: number; parent: number }[]> {
  const chain: { child: number; parent: number }[] = [];
  let child = process.pid;
  for (;;) {
    const info = await readProcess(child);
    const parent = info && (await readProcess(info.parent));
    if (!info || !parent || !(await isLauncher(parent))) return chain;
    chain.push({ child, parent: info.parent });
    child = info.parent;
  }
}

async function isLauncher(info: ProcessInfo): Promise<boolean> {
  if (/^\S*(bun|bunx|npm|npx)\b/.test(info.command) || /^\S*node \S*(npm|npx)/.test(info.command))
    return true;
  const isShell = /^\S*sh -c /.test(info.command);
  return isShell && /\b(npm|npx)\b/.test((await readProcess(info.parent))?.command ?? "");
}

async function isOneGone(
  launchers: readonly { child: number; parent: number }[],
): Promise<boolean> {
  const infos = await Promise.all(launchers.map(({ child }) => readProcess(child)));
  return infos.some((info, index) => info?.parent !== launchers[index]?.parent);
}

/** Null when the process does not exist. */
async function readProcess(pid: number): Promise<ProcessInfo | null> {
  if (process.platform === "linux") return readProc(pid);
  const ps = Bun.spawn(["ps", "-o", "ppid=,command=", "-p", String(pid)], {
    stdout: "pipe",
    stderr: "ignore",
  });
  const match = /^\s*(\d+)\s+(.*)/.exec(await new Response(ps.stdout).text());
  return match ? { parent: Number(match[1]), command: match[2] ?? "" } : null;
}

async function readProc(pid: number): Promise<ProcessInfo | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
    // The name in parentheses can contain spaces; the state and the parent come after it.
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    return { parent, command: command.replaceAll("\0", " ") };
  } catch {
    return null;
  }
}
