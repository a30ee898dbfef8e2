import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnServer } from "../../scripts/process/server-process.ts";
import { settingNames } from "../../server/app/config.ts";
import { freePort } from "../../server/platform/free-port.ts";

/** What a journey's server needs. */
export interface ServerOptions {
  databaseUrl: string;
  /** `OPENAI_BASE_URL`. */
  providerUrl: string;
  /** Receives everything that the server prints, through all restarts. */
  logPath: string;
  /** Settings besides these. */
  env?: Record<string, string>;
  /** The project's folder; by default this one. */
  root?: string | undefined;
}

/**
 * The built app's server, as one process or several, which can be killed and restarted at its
 * address.
 */
export interface ServerProcess extends AsyncDisposable {
  readonly origin: string;
  /** Lines of its log that report errors, through all restarts. */
  readonly errors: readonly string[];
  /** Sends a signal and resolves when the process is gone. */
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
  /** Starts it again; resolves when it is ready. */
  start(): Promise<void>;
  /** Rolls: each process is replaced by a new one, one after the other. */
  replace(): Promise<void>;
}

/** Longest time for a start, in milliseconds. */
const startWithinMs = 20_000;
/** The log's levels of errors and worse. */
const errorLine = /"level":[56]0/;

/** Starts the server; resolves when it is ready, rejects with what it printed when it is not. */
export async function startServerProcess(options: ServerOptions): Promise<ServerProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "chatkit-journey-"));
  const port = freePort();
  const log = keepLog(options.logPath);
  const env = { ...inheritedEnv(), ...settingsOf(options), DATA_DIR: dataDir, PORT: String(port) };
  const start = () =>
    spawnServer({
      env,
      print: log.print,
      ...(options.root === undefined ? {} : { root: options.root }),
    });
  let child = start();
  const started = () => withinTime(child.line(/ChatKit is ready/));
  await started();
  const server: ServerProcess = {
    origin: `http://127.0.0.1:${port}`,
    errors: log.errors,
    async kill(signal) {
      child.signal(signal);
      await child.ended;
    },
    async start() {
      child = start();
      await started();
    },
    async replace() {
      await server.kill("SIGTERM");
      await server.start();
    },
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]();
      await child.ended;
      log.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return server;
}

/** Writes what servers print to a file, and keeps the lines that report errors. */
export function keepLog(path: string): {
  errors: string[];
  print: (text: string) => void;
  end: () => void;
} {
  const file = createWriteStream(path);
  const errors: string[] = [];
  return {
    errors,
    print(text) {
      file.write(text);
      errors.push(...text.split("\n").filter((line) => errorLine.test(line)));
    },
    end: () => file.end(),
  };
}

/** Keeps a developer's own settings out. */
export function inheritedEnv(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !settingNames.includes(name)),
  );
}

/** The settings of every node of a journey. */
export function settingsOf({
  databaseUrl,
  providerUrl,
  env,
}: Omit<ServerOptions, "logPath">): Record<string, string> {
  return {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    JWT_SECRET_KEY: "a secret that only the journeys know",
    OPENAI_BASE_URL: providerUrl,
    CHATKIT_MODEL: "mock",
    // One address makes more requests in seconds than users do in weeks.
    RATE_LIMITS: "off",
    ...env,
  };
}

async function withinTime(ready: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`the server was not ready in ${startWithinMs} ms`)),
    startWithinMs,
  );
  await Promise.race([ready, late.promise]).finally(() => clearTimeout(timer));
}
