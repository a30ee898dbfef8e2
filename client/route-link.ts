import { type Operation, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import { maxBodyBytes, maxFrameBytes } from "../shared/limits.ts";
import { byteLength } from "./frames.ts";
import { RequestError } from "./request-error.ts";

/** Added to a subscription when it goes on after a reconnect, in bytes: the last event's id. */
const resumeBytes = 128;

export interface RouteOptions {
  overHttp: TRPCLink<AppRouter>;
  /** Whether a procedure never goes over the socket. */
  isHttpOnly(path: string): boolean;
}

/**
 * Sends each call the way that it fits: over HTTP what is for HTTP alone, and a mutation that is
 * larger than a frame; everything else on to the next link, the socket's. What fits nowhere is
 * refused here with `too_large` before anything is sent: the server would end the connection.
 */
export function routeLink({ overHttp, isHttpOnly }: RouteOptions): TRPCLink<AppRouter> {
  return (runtime) => {
    const sendOverHttp = overHttp(runtime);
    return ({ op, next }) => {
      const bytes = sizeOf(op);
      const isForHttp = isHttpOnly(op.path);
      if (!isForHttp && bytes <= maxFrameBytes) return next(op);
      // A query over HTTP is an address, which holds less than a frame.
      const mostBytes = isForHttp || op.type === "mutation" ? maxBodyBytes : maxFrameBytes;
      if (bytes <= mostBytes) return sendOverHttp({ op, next });
      const refusal = new RequestError(
        "too_large",
        `A call of ${op.path} with ${bytes} bytes is too large: ${mostBytes} are the most.`,
      );
      return observable((observer) => observer.error(TRPCClientError.from(refusal)));
    };
  };
}

/** The most bytes that a call takes as a message of the socket. */
function sizeOf({ type: method, path, input }: Operation): number {
  const message = { id: Number.MAX_SAFE_INTEGER, method, params: { input, path } };
  return byteLength(JSON.stringify(message)) + (method === "subscription" ? resumeBytes : 0);
}
