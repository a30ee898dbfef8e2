import { type Operation, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import { maxOpenCalls } from "../shared/limits.ts";
import { OpenCalls } from "./open-calls.ts";
import { RequestError } from "./request-error.ts";
import type { ConnectionState, Observable } from "./types.ts";

/**
 * Maximum number of times a call is sent, so that one that breaks each connection is not sent
 * forever.
 */
const mostSends = 4;

/**
 * The message with which tRPC's client rejects an unsent call, because the connection was just
 * lost.
 */
const unsentMessage = "Active connection is not open";

export interface ReconnectOptions {
  connection: Observable<ConnectionState>;
  /** Why the session has ended; calls fail until this is null again. */
  ended: Observable<RequestError | null>;
  /** The signed-in user; null if unknown. */
  userId(): string | null;
}

type Failure = TRPCClientError<AppRouter>;

/**
 * Carries calls over a reconnect, whatever its cause: a lost connection, another token, another
 * user. A call waits for the connection, and is sent again if it has not left this client, or is a
 * query. A mutation whose response is lost rejects with `unavailable` and `mayHaveHappened`,
 * because only its caller knows whether repeating it is safe. A call made as one user is never sent
 * as another, and none waits once the session has ended or the client is closed.
 *
 * At most `maxOpenCalls` are open at once, because the server refuses more; the others wait.
 */
export function reconnectLink(options: ReconnectOptions): TRPCLink<AppRouter> {
  return () => {
    const openCalls = new OpenCalls(maxOpenCalls);
    return ({ op, next }) =>
      observable((observer) => {
        const call = new Call(options, op);
        let current: Unsubscribable | null = null;
        const send = () => {
          const refusal = call.refusal();
          if (refusal) return observer.error(TRPCClientError.from(refusal));
          if (!call.isStream && options.connection.get() !== "open") {
            current = whenChanged(options, send);
          } else if (!call.isStream && openCalls.isFull) {
            current = openCalls.wait(send);
          } else {
            current = exchange();
          }
        };
        const exchange = () =>
          next(call.sent(openCalls)).subscribe({
            next(value) {
              call.hear(value.result);
              observer.next(value);
            },
            complete: () => observer.complete(),
            error(failure) {
              if (!isLost(failure)) return observer.error(failure);
              if (!call.mayRepeat(failure)) return observer.error(call.lost(failure));
              call.left();
              // The connection's new state is set only after its calls have failed.
              current = soon(send);
            },
          });
        send();
        return () => {
          call.left();
          current?.unsubscribe();
        };
      });
  };
}

/** A call until it is answered. */
class Call {
  readonly isStream: boolean;
  readonly #options: ReconnectOptions;
  readonly #calledBy: string | null;
  /** A subscription resumes after the last event it has received. */
  #operation: Operation;
  #sends = 0;
  #countedIn: OpenCalls | null = null;

  constructor(options: ReconnectOptions, operation: Operation) {
    this.#options = options;
    this.#operation = operation;
    this.#calledBy = options.userId();
    this.isStream = operation.type === "subscription";
  }

  /** Why it must not be sent any more, or null. */
  refusal(): RequestError | null {
    const { connection, ended, userId } = this.#options;
    if (connection.get() === "closed")
      return new RequestError("unavailable", "The client is closed.", { mayHaveHappened: false });
    if (this.isStream) return null;
    const reason = ended.get();
    if (reason) return reason;
    const now = userId();
    if (this.#calledBy === null || now === null || this.#calledBy === now) return null;
    return new RequestError("unauthenticated", "Another user has signed in since this call.");
  }

  /** It is sent now, and counts as an open call. */
  sent(openCalls: OpenCalls): Operation {
    this.#sends++;
    if (!this.isStream) {
      openCalls.enter();
      this.#countedIn = openCalls;
    }
    return this.#operation;
  }

  /** It no longer counts as open. */
  left(): void {
    this.#countedIn?.leave();
    this.#countedIn = null;
  }

  hear(result: object): void {
    this.#sends = 0;
    if (!("id" in result) || typeof result.id !== "string") return;
    const { input } = this.#operation;
    const given = typeof input === "object" ? input : {};
    this.#operation = { ...this.#operation, input: { ...given, lastEventId: result.id } };
  }

  mayRepeat(failure: Failure): boolean {
    if (this.#sends >= mostSends) return false;
    return isUnsent(failure) || this.#operation.type !== "mutation";
  }

  /** The error for its caller when it is given up. */
  lost(failure: Failure): Failure {
    const mayHaveHappened = this.#operation.type === "mutation" && !isUnsent(failure);
    const message = `The connection was lost before ${this.#operation.path} was answered.`;
    return TRPCClientError.from(
      new RequestError("unavailable", message, { mayHaveHappened, cause: failure }),
    );
  }
}

/** Whether a call ended without the server's response. */
function isLost(failure: Failure): boolean {
  return !failure.data && !(failure.cause instanceof RequestError);
}

function isUnsent(failure: Failure): boolean {
  return failure.message === unsentMessage;
}

/** Calls back at the next change that may decide. */
function whenChanged({ connection, ended }: ReconnectOptions, run: () => void): Unsubscribable {
  const stops = [connection.subscribe(go), ended.subscribe(go)];
  function unsubscribe() {
    for (const stop of stops) stop();
  }
  function go() {
    unsubscribe();
    run();
  }
  return { unsubscribe };
}

function soon(run: () => void): Unsubscribable {
  const timer = setTimeout(run);
  return { unsubscribe: () => clearTimeout(timer) };
}
