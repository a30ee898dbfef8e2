import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A child process of the benchmark. Disposing ends it and waits for its end. */
export interface Child extends AsyncDisposable {
  pid: number;
}

/** What `startChild` runs: a Bun script and its environment. */
export interface ChildOptions {
  script: string;
  args?: string[];
  /** Options for Bun itself. */
  bunArgs?: string[];
  env?: Record<string, string>;
  /** The line of standard output that signals readiness; its first group is returned. */
  ready: RegExp;
}

/** Starts a Bun script and waits until it is ready. Its error output goes to this terminal. */
export async function startChild(options: ChildOptions): Promise<Child & { answer: string }> {
  const { script, args = [], bunArgs = [] } = options;
  const child = Bun.spawn([process.execPath, ...bunArgs, script, ...args], {
    cwd: join(import.meta.dirname, ".."),
    // Bun allows 256 concurrent requests per process by default.
    env: { ...process.env, BUN_CONFIG_MAX_HTTP_REQUESTS: "65535", ...options.env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const answer = await firstMatch(child.stdout, options.ready);
  return {
    pid: child.pid,
    answer,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}

async function firstMatch(output: ReadableStream<Uint8Array>, pattern: RegExp): Promise<string> {
  let text = "";
  const decoder = new TextDecoder();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  void (async () => {
    // Read to the end, so that the child never blocks on its output.
    for await (const bytes of output) {
      text += decoder.decode(bytes, { stream: true });
      const match = pattern.exec(text);
      if (match) resolve(match[1] ?? match[0]);
    }
    reject(new Error(`ended before it was ready:\n${text}`));
  })();
  return promise;
}

/** `getconf CLK_TCK` on every relevant Linux. */
const ticksPerSecond = 100;

/**
 * Processor time that a process has used so far in seconds, optionally including ended children.
 */
export async function cpuSeconds(pid: number, withEndedChildren = false): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).replace(/^.*\) /, "").split(" ");
  const [user, system, childUser, childSystem] = [11, 12, 13, 14].map((i) =>
    Number(fields[i] ?? 0),
  );
  const own = (user ?? 0) + (system ?? 0);
  const children = withEndedChildren ? (childUser ?? 0) + (childSystem ?? 0) : 0;
  return (own + children) / ticksPerSecond;
}

/** Processor time of a PostgreSQL, its backends and its ended backends, in seconds. */
export async function postgresCpuSeconds(postmaster: number): Promise<number> {
  let total = await cpuSeconds(postmaster, true);
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const parent = stat.replace(/^.*\) /, "").split(" ")[1];
    if (Number(parent) === postmaster) total += await cpuSeconds(Number(name)).catch(() => 0);
  }
  return total;
}
