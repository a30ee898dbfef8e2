// How the procedures of the server look to a program that uses the package: each procedure's types
// are filled in when it is packed (`scripts/client-package/`).

/** How to make a call. */
export interface CallOptions {
  /** Gives the call up; the server may still execute it. */
  signal?: AbortSignal | undefined;
}

/** A procedure that changes nothing. Rejections: see `toRequestError`. */
export interface Query<Input, Output> {
  query(input: Input, options?: CallOptions): Promise<Output>;
}

/** A procedure that changes something. Rejections: see `toRequestError`. */
export interface Mutation<Input, Output> {
  mutate(input: Input, options?: CallOptions): Promise<Output>;
}

/** An event of a subscription. */
export interface TrackedEvent<Data> {
  /** Its place; given as `lastEventId`, a new subscription continues after it. */
  id: string;
  data: Data;
}

/** Callbacks of a subscription. */
export interface SubscriptionObserver<Data> extends CallOptions {
  /** The server has begun to send. */
  onStarted?: (() => void) | undefined;
  onData?: ((event: TrackedEvent<Data>) => void) | undefined;
  /** It has failed; `toRequestError` tells why. */
  onError?: ((error: Error) => void) | undefined;
  /** It has ended, or `unsubscribe` was called. */
  onComplete?: (() => void) | undefined;
}

/** A procedure that sends events until it ends. It goes on by itself after a lost connection. */
export interface Subscription<Input, Data> {
  /** Yields the events; leaving the loop unsubscribes. */
  subscribe(input: Input, options?: CallOptions): AsyncIterableIterator<TrackedEvent<Data>>;
  subscribe(input: Input, observer: SubscriptionObserver<Data>): { unsubscribe(): void };
}
