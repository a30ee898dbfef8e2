import { createWriteStream, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { freePort } from "../free-port.ts";
import type { Cluster } from "./embedded-cluster.ts";
import { asUser } from "./embedded-user.ts";

/** A PostgreSQL server that accepts connections. */
export interface RunningPostgres extends AsyncDisposable {
  port: number;
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>;
  /** The last lines of its log, oldest first. */
  lastLines(): string[];
}

export interface ProcessOptions {
  postgres: string;
  port: number;
  logFile: string;
  /** `postgresql.conf` settings by name. */
  settings: Readonly<Record<string, string>>;
  /** Appends to the log file, which says why an earlier server ended. */
  keepLog?: boolean;
  /** Aborts the start, which then rejects. */
  signal?: AbortSignal;
}

/** Long enough to recover a large log after a power cut. */
const readyWithinMs = 120_000;
/** A fast shutdown writes one checkpoint. */
const stopWithinMs = 20_000;
const keptLogLines = 20;

/** The server ended before it accepted connections; `log` has its last lines. */
export class PostgresStartError extends Error {
  override readonly name = "PostgresStartError";
  readonly log: string;

  constructor(log: string, logFile: string) {
    super(`PostgreSQL did not start; the end of ${logFile}:\n${log}`);
    this.log = log;
  }
}

/**
 * Starts PostgreSQL and resolves when it accepts connections; rejects with a `PostgresStartError`.
 * It runs in its own process group, so that Ctrl-C does not stop it before its clients, and ends
 * when this process dies, even by SIGKILL.
 */
export async function runPostgres(
  cluster: Cluster,
  options: ProcessOptions,
): Promise<RunningPostgres> {
  const server = Bun.spawn({
    ...asUser(cluster.user, postgresCommand(cluster.folder, options)),
    cwd: "/",
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
    detached: true,
  });
  const watchdog = spawnWatchdog(server.pid);
  let stopping = false;
  const stop = async () => {
    stopping = true;
    await endServer(server);
    watchdog.kill();
    await watchdog.exited;
  };
  const log = new ServerLog(server, options);
  // SIGTERM requests a smart shutdown, which waits for all clients and accepts no new ones. This
  // process is the client, so make it a fast one.
  log.onLine = (line) => {
    if (!stopping && line.includes("received smart shutdown request")) server.kill("SIGINT");
  };
  try {
    await log.untilReady(options.signal);
  } catch (error) {
    await stop();
    throw error;
  }
  const exited = server.exited.then(() => undefined);
  return {
    port: options.port,
    exited,
    lastLines: () => [...log.last],
    [Symbol.asyncDispose]: stop,
  };
}

/** Another program may take the free port before PostgreSQL does. */
const portAttempts = 5;

/** The same on a free port. */
export async function runOnFreePort(
  cluster: Cluster,
  options: Omit<ProcessOptions, "port">,
): Promise<RunningPostgres> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runPostgres(cluster, { ...options, port: freePort() });
    } catch (error) {
      const portTaken =
        error instanceof PostgresStartError &&
        /could not bind|could not create any TCP/.test(error.log);
      if (!portTaken || attempt === portAttempts) throw error;
    }
  }
}

/** The log contains no statements and no row values, because those hold user data. */
function postgresCommand(folder: string, options: ProcessOptions): string[] {
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(options.port),
    unix_socket_directories: "",
    timezone: "UTC",
    lc_messages: "C",
    log_checkpoints: "off",
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return [options.postgres, "-D", folder, ...flags];
}

/** Waits on a pipe whose other end only this process holds: it closes when this process dies. */
function spawnWatchdog(pid: number) {
  const script = 'read -r _; kill -INT "$1"';
  return Bun.spawn({
    cmd: ["/bin/sh", "-c", script, "sh", String(pid)],
    cwd: "/",
    stdin: "pipe",
    stdout: "ignore",
    stderr: "ignore",
    detached: true,
  });
}

type Server = Bun.Subprocess<"ignore", "ignore", "pipe">;

/** A server's log: copied to the file while the server runs; the last lines stay in memory. */
class ServerLog {
  /** Oldest first. */
  readonly last: string[] = [];
  onLine: (line: string) => void = () => {};
  readonly #file: string;
  readonly #ready = Promise.withResolvers<void>();

  constructor(server: Server, { logFile, keepLog = false }: ProcessOptions) {
    this.#file = logFile;
    const file = openLog(logFile, keepLog);
    const lines = createInterface({ input: Readable.from(server.stderr) });
    lines.on("line", (line) => {
      file.write(`${line}\n`);
      this.last.push(line);
      if (this.last.length > keptLogLines) this.last.shift();
      if (line.includes("database system is ready to accept connections")) this.#ready.resolve();
      this.onLine(line);
    });
    lines.on("close", () => {
      file.end();
      this.#fail();
    });
  }

  /**
   * Rejects with a `PostgresStartError` when the server ends, times out, or the start is aborted.
   */
  async untilReady(signal?: AbortSignal): Promise<void> {
    const timer = setTimeout(() => this.#fail("not ready in time"), readyWithinMs);
    const giveUp = () => this.#fail("stopped");
    signal?.addEventListener("abort", giveUp);
    try {
      await this.#ready.promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", giveUp);
    }
  }

  #fail(...why: string[]): void {
    this.#ready.reject(new PostgresStartError([...this.last, ...why].join("\n"), this.#file));
  }
}

/**
 * The log may belong to another user and be read-only. A full disk costs the log, not the server.
 */
function openLog(path: string, keep: boolean) {
  if (!keep) rmSync(path, { force: true });
  return createWriteStream(path, { mode: 0o600, flags: keep ? "a" : "w" }).on("error", () => {});
}

/**
 * SIGINT is the fast, clean shutdown; SIGQUIT the immediate one, after which the next start
 * recovers.
 */
async function endServer(server: Server): Promise<void> {
  server.kill("SIGINT");
  const timer = setTimeout(() => server.kill("SIGQUIT"), stopWithinMs);
  await server.exited;
  clearTimeout(timer);
}
