import type { TRPCClientError, TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import type { RequestErrorCode } from "../shared/errors.ts";

/** The server's refusal of a call whose result would block its socket. */
const tooLarge: RequestErrorCode = "too_large";

/**
 * Repeats over HTTP what is too large for the socket, where it does not delay other traffic. Only
 * queries, which are safe to repeat.
 */
export function largeAnswerLink(overHttp: TRPCLink<AppRouter>): TRPCLink<AppRouter> {
  return (runtime) => {
    const askOverHttp = overHttp(runtime);
    return ({ op, next }) =>
      observable((observer) => {
        let asking: Unsubscribable = next(op).subscribe({
          next: (answer) => observer.next(answer),
          complete: () => observer.complete(),
          error(error) {
            if (op.type === "query" && isTooLarge(error))
              asking = askOverHttp({ op, next }).subscribe(observer);
            else observer.error(error);
          },
        });
        return () => asking.unsubscribe();
      });
  };
}

function isTooLarge(error: TRPCClientError<AppRouter>): boolean {
  return error.data?.appCode === tooLarge;
}
