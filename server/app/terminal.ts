import type { Logger } from "../platform/log.ts";
import type { Telemetry } from "../platform/tracing/telemetry.ts";

/** Where a start tells the operator how far it is: standard output and standard error. */
export interface Terminal {
  say(text: string): void;
  complain(text: unknown): void;
}

/** What a process tells of itself, beside its metrics. */
export interface Observed {
  log: Logger;
  /** Has to be disposed before the process ends. */
  telemetry: Telemetry;
}

/** Where a process reports to. */
export interface RunDeps extends Observed {
  terminal: Terminal;
}

/**
 * What an operator reads about a start that failed. Problems with settings or the machine are one
 * sentence; bugs keep their stack trace.
 */
export function describeFailedStart(error: unknown): string {
  const isFault = !(error instanceof Error) || error instanceof TypeError;
  return isFault ? Bun.inspect(error) : `ChatKit cannot start: ${error.message}`;
}
