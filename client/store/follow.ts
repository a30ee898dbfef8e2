import { type RequestError, toRequestError } from "../request-error.ts";

/** An event of a log with its id, as a tracked subscription yields it. */
export interface Tracked<E> {
  id: string;
  data: E;
}

/** The callbacks of a subscription. */
export interface FollowObserver<E> {
  onData(tracked: Tracked<E>): void;
  onError(error: unknown): void;
  onComplete(): void;
}

/**
 * Follows one subscription until it ends: resolves with null when it completed or the signal
 * aborted, with the error when it failed. A lost connection is not an end: the subscription resumes
 * on the next one.
 */
export function followOnce<E>(
  subscribe: (observer: FollowObserver<E>) => { unsubscribe(): void },
  onData: (tracked: Tracked<E>) => void,
  signal: AbortSignal,
): Promise<RequestError | null> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(null);
    const end = (error: RequestError | null) => {
      signal.removeEventListener("abort", stop);
      resolve(error);
    };
    const stop = () => {
      end(null);
      subscription.unsubscribe();
    };
    signal.addEventListener("abort", stop, { once: true });
    const subscription = subscribe({
      onData: (tracked) => {
        if (!signal.aborted) onData(tracked);
      },
      onError: (error) => end(toRequestError(error)),
      onComplete: () => end(null),
    });
  });
}
