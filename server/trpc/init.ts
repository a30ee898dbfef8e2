import { initTRPC, TRPCError } from "@trpc/server";
import { maxSubscriptionsPerSocket } from "../../shared/limits.ts";
import type { Viewer } from "../auth/viewer.ts";
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
const mapErrors = t.middleware(async ({ next, type }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  if (type !== "subscription" || !isEvents(result.data)) return result;
  return { ...result, data: mapErrorsOf(result.data) };
});

/** A client that does not read its answers gets no more of them: its calls wait. */
const waitForSocket = t.middleware(async ({ ctx, next }) => {
  await ctx.socket?.drained();
  return next();
});

/** A procedure that anybody may call. */
export const anyone = t.procedure.use(mapErrors).use(waitForSocket);

/** A procedure for an authenticated viewer, who is checked at every call and every event. */
export const signedIn = anyone.use(async ({ ctx, next, type }) => {
  const result = await next({ ctx: { viewer: await requireViewer(ctx) } });
  if (!result.ok || type !== "subscription" || !isEvents(result.data)) return result;
  return { ...result, data: deliver(ctx, result.data) };
});

async function requireViewer(ctx: RequestContext): Promise<Viewer> {
  const viewer = await ctx.authenticate();
  if (!viewer) throw new RequestError("unauthenticated", "Sign in first.");
  return viewer;
}

type Events = AsyncIterable<unknown, void, undefined>;

function isEvents(data: unknown): data is Events {
  return typeof data === "object" && data !== null && Symbol.asyncIterator in data;
}

/** A subscription runs on after its middleware has returned: its errors are mapped here. */
async function* mapErrorsOf(events: Events) {
  try {
    yield* events;
  } catch (error) {
    throw toTrpcError(error);
  }
}

/** Hands out each event once the viewer still may have it and the socket has room for it. */
async function* deliver(ctx: RequestContext, events: Events) {
  for await (const event of events) {
    await requireViewer(ctx);
    await ctx.socket?.drained();
    yield event;
  }
}

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
