import type { Unsubscribable } from "@trpc/server/observable";

/** The callbacks that an iteration needs. */
interface Events {
  onData(event: unknown): void;
  onError(error: unknown): void;
  onComplete(): void;
}

/**
 * Iterates over the events of a subscription, which begins at once. It ends with the subscription,
 * when the loop is left, or when the signal aborts; what has arrived before that is yielded first.
 */
export function iterateEvents(
  subscribe: (events: Events) => Unsubscribable,
  signal: AbortSignal | null,
): AsyncIterableIterator<unknown> {
  const events: unknown[] = [];
  const failures: unknown[] = [];
  let ended = false;
  let wake: () => void = () => {};
  const end = () => {
    ended = true;
    signal?.removeEventListener("abort", leave);
    wake();
  };
  const subscription = subscribe({
    onData(event) {
      events.push(event);
      wake();
    },
    onError(error) {
      failures.push(error);
      end();
    },
    onComplete: end,
  });
  function leave() {
    end();
    subscription.unsubscribe();
  }
  if (signal?.aborted) leave();
  else signal?.addEventListener("abort", leave);
  return (async function* () {
    try {
      for (;;) {
        yield* events.splice(0);
        if (events.length > 0) continue;
        if (failures.length > 0) throw failures[0];
        if (ended) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      leave();
    }
  })();
}
