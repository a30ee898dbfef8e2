import { tracked, type TrackedEnvelope } from "@trpc/server";
import type { Viewer } from "../../people/auth/viewer.ts";
import { accountOf } from "../../assistants/sessions/account-of.ts";
import { ExpressLine, type SendSteps, type Step } from "./express.ts";
import { signInFirst } from "./init.ts";
import { toTrpcError } from "./map-error.ts";
import type { RequestContext } from "./request-context.ts";

/** How a subscription reaches its client. */
export interface DeliveryWays {
  /** Sends steps directly, bypassing the generator. */
  send: SendSteps<object>;
  /** Waits for room before a page is read. */
  takePage: () => Promise<Disposable>;
}

/**
 * Runs a subscription: counts it against the limits, and yields each event once the viewer is
 * checked and the socket has room. A subscription outlives its middleware, so its errors are mapped
 * here.
 *
 * @param watch starts watching, and ends when the signal aborts. It may send steps directly and
 *   then does not yield them; it takes room before it reads a page
 */
export async function* deliver<Event extends object>(
  ctx: RequestContext & { viewer: Viewer },
  signal: AbortSignal | undefined,
  watch: (signal: AbortSignal, ways: DeliveryWays) => AsyncIterable<Step<Event>>,
): AsyncGenerator<TrackedEnvelope<Event>, void, undefined> {
  if (!signal) throw toTrpcError(new Error("a subscription without a signal"));
  const countOut = countIn(ctx);
  const express = new ExpressLine(ctx);
  const takePage = () => ctx.takePage(accountOf(ctx.viewer));
  try {
    for await (const { cursor, event } of watch(signal, { send: express.send, takePage })) {
      const wait = untilAllowed(ctx);
      if (wait) await wait;
      yield tracked(cursor, express.viaTrpc(event));
    }
  } catch (error) {
    throw toTrpcError(error);
  } finally {
    express.close();
    countOut();
  }
}

function countIn({ openStream, viewer }: RequestContext & { viewer: Viewer }): () => void {
  try {
    return openStream(accountOf(viewer));
  } catch (error) {
    throw toTrpcError(error);
  }
}

/** Undefined when the event may be sent at once, which is the usual case. */
function untilAllowed(ctx: RequestContext): Promise<void> | undefined {
  const viewer = ctx.authenticate();
  if (viewer instanceof Promise) return untilChecked(ctx, viewer);
  if (!viewer) throw signInFirst();
  return ctx.socket?.turn();
}

async function untilChecked(ctx: RequestContext, viewer: Promise<unknown>): Promise<void> {
  if (!(await viewer)) throw signInFirst();
  await ctx.socket?.turn();
}
