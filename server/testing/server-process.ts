import { join } from "node:path";

const project = join(import.meta.dirname, "../..");

/** A server as a process of its own, as an operator starts it. Disposing kills what is left of it. */
export interface ServerProcess extends AsyncDisposable {
  /** The first line of its output that fits; rejects when it ends before. */
  line(fits: RegExp): Promise<string>;
  /** Where it answers, once it is ready. */
  origin(): Promise<string>;
  signal(name: "SIGTERM" | "SIGINT"): void;
  /** How it ended. */
  ended: Promise<{ status: number | null; out: string; err: string }>;
}

/** Starts `server/main.ts` with these settings and no others, on a free port of the loopback. */
export function startServerProcess(
  settings: Record<string, string>,
  { args = [], root = project }: { args?: string[]; root?: string } = {},
): ServerProcess {
  const { PATH = "", HOME = "" } = process.env;
  const child = Bun.spawn({
    cmd: [process.execPath, join(root, "server/main.ts"), ...args],
    cwd: root,
    env: { PATH, HOME, HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "silent", ...settings },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const output = new Output(child.stdout);
  const err = new Response(child.stderr).text();
  const line = (fits: RegExp) => output.line(fits);
  return {
    line,
    async origin() {
      const ready = await line(/http:\/\/\S+:\d+/);
      return /http:\/\/[^\s/]+/.exec(ready)?.[0] ?? "";
    },
    signal: (name) => child.kill(name),
    ended: (async () => ({
      status: await child.exited,
      out: await output.whole,
      err: await err,
    }))(),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

class Output {
  /** Everything, at the end. */
  readonly whole: Promise<string>;
  #text = "";
  #ended = false;
  #wake: (() => void)[] = [];

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.whole = this.#read(stream);
  }

  async line(fits: RegExp): Promise<string> {
    for (;;) {
      const found = this.#text
        .split("\n")
        .slice(0, -1)
        .find((line) => fits.test(line));
      if (found !== undefined) return found;
      if (this.#ended) throw new Error(`ended without a line like ${String(fits)}: ${this.#text}`);
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  async #read(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      this.#text += text;
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
