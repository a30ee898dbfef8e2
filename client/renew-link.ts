import type { Operation, TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import type { RequestErrorCode } from "../shared/errors.ts";

/** The server's refusal of a token. The call was not executed. */
const refused: RequestErrorCode = "unauthenticated";

/** Where a call over HTTP keeps the token it was sent with. */
const tokenKey = "accessToken";

/** Records the token that a call is sent with. */
export function noteToken({ context }: Operation, token: string): void {
  context[tokenKey] = token;
}

/**
 * Repeats a call over HTTP with another token when the server has rejected its own: it was older
 * than an adopted grant, or the server has a new secret. Safe for mutations too, because a rejected
 * call is not executed.
 *
 * @param onRefused called with the token before another one is requested
 */
export function renewLink(
  overHttp: TRPCLink<AppRouter>,
  onRefused: (token: string) => void,
): TRPCLink<AppRouter> {
  return (runtime) => {
    const send = overHttp(runtime);
    return ({ op, next }) =>
      observable((observer) => {
        let current: Unsubscribable = send({ op, next }).subscribe({
          next: (answer) => observer.next(answer),
          complete: () => observer.complete(),
          error(error) {
            const token = op.context[tokenKey];
            if (error.data?.appCode !== refused || typeof token !== "string")
              return observer.error(error);
            onRefused(token);
            current = send({ op, next }).subscribe(observer);
          },
        });
        return () => current.unsubscribe();
      });
  };
}
