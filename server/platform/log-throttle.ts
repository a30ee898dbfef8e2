import { isObject } from "./narrow.ts";

/** Repetitions within this time are counted instead of logged, in milliseconds. */
const windowMs = 10_000;

/**
 * Lines of one kind logged in that time. A code identifies the fault; without one, the stack does.
 */
const mostLines = { withCode: 1, withoutCode: 3 };

/** Maximum number of causes that distinguish kinds. */
const mostCauses = 5;

/** Writes a line, like pino's methods. */
type Write = (details: object, message: string) => void;

interface Kind {
  written: number;
  suppressed: number;
  /** The latest line that was not logged. */
  last: object;
}

/**
 * Keeps a repeated fault from filling the log. Error lines are of one kind when their message,
 * their errors' names and codes and, without a code, their procedure are the same. Repetitions are
 * counted; the latest is logged at the end of the time, with `suppressed`.
 */
export class LogThrottle {
  readonly #kinds = new Map<string, Kind>();
  readonly #windowMs: number;

  constructor(ms = windowMs) {
    this.#windowMs = ms;
  }

  /** Logs the line, or counts it. */
  pass(details: object, message: string, write: Write): void {
    const { name, hasCode } = describeKind(details, message);
    const kind = this.#kinds.get(name);
    if (!kind) {
      this.#kinds.set(name, { written: 1, suppressed: 0, last: details });
      this.#endLater(name, message, write);
      write(details, message);
    } else if (kind.written < (hasCode ? mostLines.withCode : mostLines.withoutCode)) {
      kind.written++;
      write(details, message);
    } else {
      kind.suppressed++;
      kind.last = details;
    }
  }

  #endLater(name: string, message: string, write: Write): void {
    const timer = setTimeout(() => {
      const kind = this.#kinds.get(name);
      this.#kinds.delete(name);
      if (!kind || kind.suppressed === 0) return;
      this.#kinds.set(name, { written: mostLines.withoutCode, suppressed: 0, last: kind.last });
      this.#endLater(name, message, write);
      write({ ...kind.last, suppressed: kind.suppressed }, message);
    }, this.#windowMs);
    // A pending count must not keep the process alive.
    timer.unref();
  }
}

function describeKind(details: object, message: string): { name: string; hasCode: boolean } {
  const names: string[] = [];
  let hasCode = false;
  let cause: unknown = "err" in details ? details.err : undefined;
  for (let depth = 0; depth < mostCauses && isObject(cause); depth++) {
    const { code } = cause;
    names.push(cause instanceof Error ? cause.name : "object");
    if (typeof code === "string") {
      hasCode = true;
      names.push(code);
    }
    cause = cause["cause"];
  }
  const path = "path" in details && !hasCode ? String(details.path) : "";
  return { name: [message, path, ...names].join("|"), hasCode };
}
