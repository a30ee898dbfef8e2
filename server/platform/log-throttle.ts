import { isObject } from "./narrow.ts";

/** Repetitions within this time are counted instead of written, in milliseconds. */
const windowMs = 10_000;

/** Lines of one kind that are written in that time. A code names its fault; without one, the stack does. */
const mostLines = { withCode: 1, withoutCode: 3 };

/** Most causes that tell one kind from another. */
const mostCauses = 5;

/** Writes a line: what pino's methods take. */
type Write = (details: object, message: string) => void;

interface Kind {
  written: number;
  suppressed: number;
  /** The newest line that was not written. */
  last: object;
}

/**
 * Keeps a fault that repeats from filling the log. Lines that carry an error are of one kind when
 * their words, their errors' names and codes, and, without a code, their procedure are the same.
 * Repetitions are counted; the newest follows at the end of the time, with `suppressed`.
 */
export class LogThrottle {
  readonly #kinds = new Map<string, Kind>();
  readonly #windowMs: number;

  constructor(ms = windowMs) {
    this.#windowMs = ms;
  }

  /** Writes the line, or counts it. */
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
    // A count alone keeps no process alive.
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
