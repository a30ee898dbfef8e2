import { type DestinationStream, type Logger, pino } from "pino";

import { LogThrottle } from "./log-throttle.ts";
import { isObject } from "./narrow.ts";
import { noTelemetry, type Telemetry } from "./tracing/telemetry.ts";

export type { Logger } from "pino";

/**
 * The structured log, one JSON object per line. It never contains message text, tokens, secrets or
 * row values: only ids, codes, counts and durations. A repeated error is one line in ten seconds,
 * with the number of suppressed lines as `suppressed`.
 *
 * @param destination where lines are written; standard error by default
 * @param telemetry lines within a trace name it, and are exported where logs are
 */
export function createLog(
  level: string,
  destination: DestinationStream = pino.destination(2),
  telemetry: Pick<Telemetry, "tracer" | "writeLog"> = noTelemetry,
): Logger {
  const throttle = new LogThrottle();
  const { tracer, writeLog } = telemetry;
  return pino(
    {
      level,
      base: null,
      ...(telemetry === noTelemetry ? {} : { mixin: () => tracer.ids() }),
      redact: ["req.headers.authorization", "req.headers.cookie"],
      serializers: { err: describeError },
      hooks: {
        logMethod(line, write, lineLevel) {
          const [details, message]: unknown[] = line;
          const isRepeatable = isObject(details) && "err" in details && lineLevel < fatalLevel;
          if (isRepeatable && typeof message === "string")
            throttle.pass(details, message, (...again) => write.apply(this, again));
          else write.apply(this, line);
        },
      },
    },
    writeLog ? { write: (line) => (destination.write(line), writeLog(line)) } : destination,
  );
}

/** pino's number of the level after which the process ends: such lines are always written. */
const fatalLevel = 60;

/** The logged fields of an error. */
interface LoggedError {
  type: string;
  message: string;
  code?: string | number;
  /** Only the stack's frames, because a stack starts with the message. */
  stack?: string[];
  cause?: LoggedError;
}

/** Maximum number of logged errors in a chain of causes. */
const mostCauses = 5;

/** Only named fields: libraries attach statements, parameters and row values to their errors. */
function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) {
    // pg-boss emits objects with an error's fields, and more.
    const said = isObject(error) ? error["message"] : undefined;
    const message = typeof said === "string" ? withoutParameters(said) : "not an error";
    return { type: typeof error, message };
  }
  const { name, message, stack, cause } = error;
  const code = "code" in error ? error.code : undefined;
  return {
    type: name,
    message: withoutParameters(message),
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(stack === undefined ? {} : { stack: framesOf(stack) }),
    ...(cause instanceof Error && depth < mostCauses
      ? { cause: describeError(cause, depth + 1) }
      : {}),
  };
}

/** Drizzle puts a statement's parameters into the message, and other errors copy it. */
function withoutParameters(message: string): string {
  return message.replace(/\nparams: [^]*$/, "");
}

function framesOf(stack: string): string[] {
  return stack.split("\n").flatMap((line) => /^\s*at (.*)$/.exec(line)?.[1] ?? []);
}
