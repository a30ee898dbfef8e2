import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import type { RequestErrorCode } from "../shared/errors.ts";
import { toRequestError } from "./request-error.ts";

/** The code of a refused client secret. The server has not carried the call out. */
const refused: RequestErrorCode = "unauthenticated";

export interface BeforeCallOptions {
  /** Awaited before each call, with its path; if it rejects, so does the call. */
  before(path: string): Promise<void>;
  /** The number of the present secret. */
  current(): number;
  /** The server refused the secret with this number. */
  onRefused(secret: number): void;
}

/**
 * Awaits `before` for queries and mutations, and repeats a call once with another secret if the server
 * refused its secret. Safe for mutations too: a refused call is not carried out. Subscriptions pass
 * through: their followers reopen them.
 */
export function beforeCallLink(options: BeforeCallOptions): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        if (op.type === "subscription") return next(op).subscribe(observer);
        let call: Unsubscribable | null = null;
        let isGivenUp = false;
        const send = async (mayRepeat: boolean) => {
          try {
            await options.before(op.path);
          } catch (cause) {
            return observer.error(TRPCClientError.from(toRequestError(cause)));
          }
          if (isGivenUp) return;
          const secret = options.current();
          call = next(op).subscribe({
            next: (answer) => observer.next(answer),
            complete: () => observer.complete(),
            error(failure) {
              if (!mayRepeat || failure.data?.appCode !== refused) return observer.error(failure);
              options.onRefused(secret);
              void send(false);
            },
          });
        };
        void send(true);
        return () => {
          isGivenUp = true;
          call?.unsubscribe();
        };
      });
}
