import type { Operation, TRPCLink } from "@trpc/client";
import { observable, type Unsubscribable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import type { RequestErrorCode } from "../shared/errors.ts";

/** What a server answers to a token that it takes no more. It has not carried the call out. */
const refused: RequestErrorCode = "unauthenticated";

/** Where a call over HTTP keeps the token that it was sent with. */
const tokenKey = "accessToken";

/** Notes the token that a call goes out with. */
export function noteToken({ context }: Operation, token: string): void {
  context[tokenKey] = token;
}

/**
 * Makes a call over HTTP once more with another token when the server has refused its own: that was
 * the one before a new grant was adopted, or the server has a new secret. Safe for mutations too,
 * because a call that is refused is not carried out.
 *
 * @param onRefused told of the token, before another one is asked for
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
