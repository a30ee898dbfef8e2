import { createWriteStream, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Cluster } from "./embedded-cluster.ts";
import { asUser } from "./embedded-user.ts";

/** A PostgreSQL server that takes connections. */
export interface RunningPostgres extends AsyncDisposable {
  port: number;
  /** Resolves when the server has ended, for whatever reason. */
  exited: Promise<void>;
}

export interface ProcessOptions {
  postgres: string;
  port: number;
  logFile: string;
  /** `postgresql.conf` settings by name. */
  settings: Readonly<Record<string, string>>;
}

/** Long enough for the recovery of a large log after a power cut. */
const readyWithinMs = 120_000;
/** A fast shutdown writes one checkpoint. */
const stopWithinMs = 20_000;
const keptLogLines = 20;

/** The server ended before it took connections; `log` holds its last lines. */
export class PostgresStartError extends Error {
  override readonly name = "PostgresStartError";
  readonly log: string;

  constructor(log: string, logFile: string) {
    super(`PostgreSQL did not start; the end of ${logFile}:\n${log}`);
    this.log = log;
  }
}

/**
 * Starts PostgreSQL and resolves when it takes connections; rejects with a `PostgresStartError`.
 * It runs in its own process group, so that Ctrl-C ends it only after those who use it, and ends
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
  const stop = async () => {
    await endServer(server);
    watchdog.kill();
    await watchdog.exited;
  };
  try {
    await untilReady(server, options.logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  const exited = server.exited.then(() => undefined);
  return { port: options.port, exited, [Symbol.asyncDispose]: stop };
}

/** The log names no statements and no row values: they hold what people wrote. */
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

/** Copies the server's log to the file for as long as it runs. */
function untilReady(server: Server, logFile: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const file = openLog(logFile);
  const last: string[] = [];
  const lines = createInterface({ input: Readable.from(server.stderr) });
  lines.on("line", (line) => {
    file.write(`${line}\n`);
    last.push(line);
    if (last.length > keptLogLines) last.shift();
    if (line.includes("database system is ready to accept connections")) resolve();
  });
  lines.on("close", () => {
    file.end();
    reject(new PostgresStartError(last.join("\n"), logFile));
  });
  const timer = setTimeout(
    () => reject(new PostgresStartError(`${last.join("\n")}\nnot ready in time`, logFile)),
    readyWithinMs,
  );
  return promise.finally(() => clearTimeout(timer));
}

/** A log left by another user of this folder may be read-only. A full disk costs the log, not the server. */
function openLog(path: string) {
  rmSync(path, { force: true });
  return createWriteStream(path, { mode: 0o600 }).on("error", () => {});
}

/** SIGINT is the fast and clean shutdown; SIGQUIT the immediate one, mended at the next start. */
async function endServer(server: Server): Promise<void> {
  server.kill("SIGINT");
  const timer = setTimeout(() => server.kill("SIGQUIT"), stopWithinMs);
  await server.exited;
  clearTimeout(timer);
}
