import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { settingNames } from "../../server/config.ts";
import { freePort } from "../../server/free-port.ts";

/** What a journey's server needs to know. */
export interface ServerOptions {
  databaseUrl: string;
  /** `OPENAI_BASE_URL`. */
  providerUrl: string;
  /** Gets everything that the server prints, over all its lives. */
  logPath: string;
  /** Settings besides these. */
  env?: Record<string, string>;
}

/** The built app's server as a process of its own, which can die and come back at its address. */
export interface ServerProcess extends AsyncDisposable {
  readonly origin: string;
  /** Lines of its log that tell of errors, over all its lives. */
  readonly errors: readonly string[];
  /** Sends a signal and resolves when the process is gone. */
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
  /** Starts it again; resolves when it is ready. */
  start(): Promise<void>;
}

/** How long a start may take, in milliseconds. */
const startWithinMs = 20_000;
/** The log's numbers for errors and worse. */
const errorLine = /"level":[56]0/;
const root = join(import.meta.dirname, "../..");

/** Starts the server; resolves when it is ready, rejects with what it printed when it is not. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-journey-"));
  const port = freePort();
  const log = createWriteStream(options.logPath);
  const env = { ...inheritedEnv(), ...settingsOf(options), DATA_DIR: dataDir, PORT: String(port) };
  let child = spawn(env);
  const errors: string[] = [];
  const ready = () =>
    whenReady(child, (text) => {
      log.write(text);
      errors.push(...text.split("\n").filter((line) => errorLine.test(line)));
    });
  await ready();
  return {
    origin: `http://127.0.0.1:${port}`,
    errors,
    async kill(signal) {
      child.kill(signal);
      await child.exited;
    },
    async start() {
      child = spawn(env);
      await ready();
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
      log.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function spawn(env: Record<string, string | undefined>) {
  const cmd = [process.execPath, "--no-env-file", join(root, "server/main.ts")];
  return Bun.spawn({ cmd, env, cwd: root, stdio: ["ignore", "pipe", "pipe"] });
}

/** A developer's own settings must not leak in. */
function inheritedEnv(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !settingNames.includes(name)),
  );
}

function settingsOf({ databaseUrl, providerUrl, env }: ServerOptions): Record<string, string> {
  return {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    JWT_SECRET_KEY: "a secret that only the journeys know",
    OPENAI_BASE_URL: providerUrl,
    CHATKIT_MODEL: "mock",
    ...env,
  };
}

/** Passes on all that the process prints, until its end; resolves at the line that says it is ready. */
async function whenReady(child: ReturnType<typeof spawn>, print: (text: string) => void) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let printed = "";
  const follow = async (stream: ReadableStream<Uint8Array>) => {
    const decoder = new TextDecoder();
    for await (const bytes of stream) {
      const text = decoder.decode(bytes, { stream: true });
      print(text);
      printed += text;
      if (printed.includes("ChatKit is ready")) resolve();
    }
  };
  void Promise.all([follow(child.stdout), follow(child.stderr)]).then(() =>
    reject(new Error(`the server ended before it was ready:\n${printed}`)),
  );
  const timer = setTimeout(
    () => reject(new Error(`the server was not ready in ${startWithinMs} ms:\n${printed}`)),
    startWithinMs,
  );
  await promise.finally(() => clearTimeout(timer));
}
