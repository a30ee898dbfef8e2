import { join } from "node:path";

const project = join(import.meta.dirname, "../..");

/** How a process ended. */
export interface EndedProcess {
  status: number | null;
  /** The signal that ended it. */
  signal: string | null;
  out: string;
  err: string;
}

/**
 * A server in a separate process, as an operator starts it. Disposing kills whatever is left of it.
 */
export interface ServerProcess extends AsyncDisposable {
  pid: number;
  /** The first line of its output that matches; rejects when it exits before that. */
  line(fits: RegExp): Promise<string>;
  /** Its address, once it is ready. */
  origin(): Promise<string>;
  signal(name: NodeJS.Signals): void;
  /** How it ended. */
  ended: Promise<EndedProcess>;
}

/** Options of the server's process. */
export interface SpawnOptions {
  /** What to run instead of `server/main.ts`, such as an executable. */
  command?: string[];
  /** Its whole environment. */
  env: Record<string, string | undefined>;
  args?: string[];
  /** Options for Bun itself. */
  bunArgs?: string[];
  root?: string;
  /** In its own process group, which Ctrl-C in this terminal does not reach. */
  detached?: boolean;
  /** Receives its output as it comes. */
  print?: (text: string) => void;
}

/** Starts a server in a separate process, in the folder `root`. */
export function spawnServer({
  env,
  args = [],
  bunArgs = [],
  root = project,
  command = [process.execPath, "--no-env-file", ...bunArgs, join(root, "server/main.ts")],
  detached = false,
  print = () => {},
}: SpawnOptions): ServerProcess {
  const child = Bun.spawn({
    cmd: [...command, ...args],
    cwd: root,
    env,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    detached,
  });
  const out = new Output(child.stdout, print);
  const err = new Output(child.stderr, print);
  const line = async (fits: RegExp) => {
    const found = await out.line(fits);
    if (found !== null) return found;
    throw new Error(`ended without a line like ${String(fits)}:\n${out.text}${await err.whole}`);
  };
  return {
    pid: child.pid,
    line,
    async origin() {
      const ready = await line(/http:\/\/\S+:\d+/);
      return /http:\/\/[^\s/]+/.exec(ready)?.[0] ?? "";
    },
    signal: (name) => child.kill(name),
    ended: (async () => ({
      status: await child.exited.then(() => child.exitCode),
      signal: child.signalCode === null ? null : String(child.signalCode),
      out: await out.whole,
      err: await err.whole,
    }))(),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

class Output {
  /** All output, at the end. */
  readonly whole: Promise<string>;
  readonly #print: (text: string) => void;
  #text = "";
  #ended = false;
  #wake: (() => void)[] = [];

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>, print: (text: string) => void) {
    this.#print = print;
    this.whole = this.#read(stream);
  }

  /** The output so far. */
  get text(): string {
    return this.#text;
  }

  /** The first complete line that matches, or null when the stream ends without one. */
  async line(fits: RegExp): Promise<string | null> {
    for (;;) {
      const found = this.#text
        .split("\n")
        .slice(0, -1)
        .find((line) => fits.test(line));
      if (found !== undefined) return found;
      if (this.#ended) return null;
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  async #read(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      this.#text += text;
      this.#print(text);
      this.#wakeAll();
    }
    this.#ended = true;
    this.#wakeAll();
    return this.#text;
  }

  #wakeAll(): void {
    for (const resolve of this.#wake.splice(0)) resolve();
  }
}
