import type { TRPCClientError, TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import type { RequestErrorCode } from "../shared/errors.ts";

/** What a server answers to a call whose answer would hold up everything else on its socket. */
const tooLarge: RequestErrorCode = "too_large";

/**
 * Asks again over HTTP for what is too large for the socket, where it arrives beside everything
 * else and may take its time. Queries alone: they may be repeated.
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
