import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger } from "pino";

/**
 * The structured log, one JSON object a line. Never gets message text, tokens, secrets or row
 * values: only ids, codes, counts and durations.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    { level, base: null, redact: ["req.headers.authorization", "req.headers.cookie"] },
    destination ?? pino.destination(2),
  );
}
