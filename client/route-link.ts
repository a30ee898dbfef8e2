import { type Operation, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import { maxBodyBytes, maxFrameBytes } from "../shared/limits.ts";
import { byteLength } from "./frames.ts";
import { RequestError } from "./request-error.ts";

/** Extra size of a subscription that resumes after a reconnect, in bytes: the last event's id. */
const resumeBytes = 128;

export interface RouteOptions {
  overHttp: TRPCLink<AppRouter>;
  /** Whether a procedure never uses the socket. */
  isHttpOnly(path: string): boolean;
}

/**
 * Routes each call by its size: HTTP-only procedures, and mutations larger than a frame, use HTTP;
 * everything else goes to the next link, the socket's. What fits neither is refused here with
 * `too_large` before it is sent, because the server would close the connection.
 */
export function routeLink({ overHttp, isHttpOnly }: RouteOptions): TRPCLink<AppRouter> {
  return (runtime) => {
    const sendOverHttp = overHttp(runtime);
    return ({ op, next }) => {
      const bytes = sizeOf(op);
      const isForHttp = isHttpOnly(op.path);
      if (!isForHttp && bytes <= maxFrameBytes) return next(op);
      // A query over HTTP is a URL, which holds less than a frame.
      const mostBytes = isForHttp || op.type === "mutation" ? maxBodyBytes : maxFrameBytes;
      if (bytes <= mostBytes) return sendOverHttp({ op, next });
      const refusal = new RequestError(
        "too_large",
        `The call to ${op.path} is too large: ${bytes} of at most ${mostBytes} bytes.`,
      );
      return observable((observer) => observer.error(TRPCClientError.from(refusal)));
    };
  };
}

/** Maximum size of a call as a message on the socket, in bytes. */
function sizeOf({ type: method, path, input }: Operation): number {
  const message = { id: Number.MAX_SAFE_INTEGER, method, params: { input, path } };
  return byteLength(JSON.stringify(message)) + (method === "subscription" ? resumeBytes : 0);
}
