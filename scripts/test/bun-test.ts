import { readFailures } from "./failures.ts";

export interface Totals {
  passed: number;
  failed: number;
  /** The output of each failed test; fewer than `failed` if some had none. */
  failures?: string[];
  /** The output of each test that failed, and passed when its file was run once more. */
  unsteady?: string[];
}

export interface BunTestOptions {
  root: string;
  env: Record<string, string | undefined>;
  /** How many files run side by side, each in one of as many processes; 1 by default. */
  workers?: number;
  /** Timeout of a single test, in milliseconds. */
  testTimeoutMs: number;
  /** Timeout of the whole run, after which it is killed and counts as failed, in milliseconds. */
  runTimeoutMs: number;
  stopping: AbortSignal;
  /** A module that is loaded before the tests. */
  preload?: string;
  /** Receives the output as it comes; standard output by default. */
  print?: (text: string) => void;
}

/**
 * Runs `bun test` on the paths in a separate process, prints its output as it comes, and returns
 * its totals. Processes that the run leaves behind end with it.
 */
export async function runBunTest(paths: string[], options: BunTestOptions): Promise<Totals> {
  const { workers = 1, print = (text) => void process.stdout.write(text) } = options;
  const command = [process.execPath, "--no-orphans", "--no-env-file", "test"];
  command.push(`--timeout=${options.testTimeoutMs}`);
  if (options.preload !== undefined) command.push(`--preload=${options.preload}`);
  // The files of a process share its modules, as they do without workers.
  if (workers > 1) command.push(`--parallel=${workers}`, "--no-isolate");
  const child = Bun.spawn({
    cmd: [...command, ...paths],
    cwd: options.root,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: options.runTimeoutMs,
    killSignal: "SIGKILL",
    signal: options.stopping,
  });
  const [, printed] = await Promise.all([show(child.stdout, print), show(child.stderr, print)]);
  const failures = readFailures(printed, options.root);
  return { ...readTotals(printed, await child.exited), failures };
}

/** Forwards a stream and returns all of it as text. */
async function show(
  from: ReadableStream<Uint8Array>,
  print: (text: string) => void,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of from) {
    const part = decoder.decode(bytes, { stream: true });
    print(part);
    text += part;
  }
  return text;
}

/**
 * Parses the totals that `bun test` prints last. A run that exits with an error has at least one
 * failure, whatever it printed.
 */
export function readTotals(printed: string, status: number): Totals {
  const plain = Bun.stripANSI(printed);
  const count = (word: string) => {
    const lines = Array.from(plain.matchAll(new RegExp(`^ *(\\d+) ${word}$`, "gm")));
    return Number(lines.at(-1)?.[1] ?? 0);
  };
  return { passed: count("pass"), failed: Math.max(count("fail"), status === 0 ? 0 : 1) };
}
