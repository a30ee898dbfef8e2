/**
 * One Ctrl-C can arrive more than once: from the terminal, and again from the parent programs.
 * Signals within this many milliseconds count as one.
 */
const sameSignalMs = 500;

/** What a signal does. */
export interface EndSignals {
  /** At the first one, even during the start. */
  begin(): void;
  /** At a second one. */
  force(): void;
}

/** Ends this process in order at the first SIGINT or SIGTERM, and at once at a second one. */
export function onEndSignal({ begin, force }: EndSignals): void {
  let first: { name: string; at: number } | null = null;
  const end = (name: string) => {
    if (first?.name === name && performance.now() - first.at < sameSignalMs) return;
    if (first) return force();
    first = { name, at: performance.now() };
    begin();
  };
  process.on("SIGINT", end);
  process.on("SIGTERM", end);
}

/** What is said when the first signal arrives. */
export const stoppingWords =
  "Stopping: handing over replies and closing connections. Press again to stop immediately.";

/** Longest graceful shutdown in milliseconds; leases cover the rest. */
export const drainWithinMs = 25_000;
