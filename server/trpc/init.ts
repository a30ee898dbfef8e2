import { initTRPC, TRPCError } from "@trpc/server";
import { maxSubscriptionsPerSocket } from "../../shared/limits.ts";
import { RequestError } from "../errors.ts";
import { toRequestError, toTrpcError } from "./map-error.ts";
import type { RequestContext } from "./request-context.ts";

const t = initTRPC.context<RequestContext>().create({
  // Stacks stay in the log.
  isDev: false,
  sse: {
    ping: { enabled: true, intervalMs: 5_000 },
    client: { reconnectAfterInactivityMs: 15_000 },
  },
  errorFormatter({ shape, error, ctx }) {
    const { code, message, retryAfterMs } = toRequestError(error);
    return {
      ...shape,
      message,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        appCode: code,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        ...(ctx ? { requestId: ctx.requestId } : {}),
      },
    };
  },
});

export const router = t.router;

/** Errors thrown by a procedure leave in their mapped form, so the HTTP status is right too. */
const mapErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});

/** A procedure that anybody may call. */
export const anyone = t.procedure.use(mapErrors);

/** A procedure for an authenticated viewer, who is checked at every call. */
export const signedIn = anyone.use(async ({ ctx, next }) => {
  const viewer = await ctx.authenticate();
  if (!viewer) throw toTrpcError(new RequestError("unauthenticated", "Sign in first."));
  return next({ ctx: { viewer } });
});

/** One live subscription: counted until it is disposed. */
export interface OpenSubscription extends Disposable {
  signal: AbortSignal;
  /** See `SocketFlow`. */
  drained(): Promise<void> | undefined;
}

/** Counts a subscription in, within the socket's limit. */
export function openSubscription(
  ctx: RequestContext,
  signal: AbortSignal | undefined,
): OpenSubscription {
  const { socket } = ctx;
  if (socket && socket.subscriptions >= maxSubscriptionsPerSocket) {
    throw toTrpcError(new RequestError("rate_limited", "Too many subscriptions on one socket."));
  }
  if (!signal)
    throw new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      message: "a subscription without a signal",
    });
  if (socket) socket.subscriptions++;
  return {
    signal,
    drained: () => socket?.drained(),
    [Symbol.dispose]() {
      if (socket) socket.subscriptions--;
    },
  };
}
