import { initTRPC } from "@trpc/server";
import type { Scope } from "../../../shared/scopes.ts";
import type { Viewer } from "../../people/auth/viewer.ts";
import { RequestError } from "../../platform/errors.ts";
import { findReservedName } from "../../platform/reserved-name.ts";
import type { PolicyName } from "../../platform/limits/policies.ts";
import { takeForViewer } from "../../people/auth/take-for-viewer.ts";
import { type Reach, requireReach } from "../../assistants/sessions/chat-session-reach.ts";
import { toRequestError, toTrpcError } from "./map-error.ts";
import type { RequestContext } from "./request-context.ts";

/** Metadata of a procedure. */
interface ProcedureMeta {
  /** What client secrets may call it for; without it, they may not. */
  reach?: Reach;
}

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    // Stack traces stay in the log.
    isDev: false,
    sse: {
      ping: { enabled: true, intervalMs: 5_000 },
      client: { reconnectAfterInactivityMs: 15_000 },
    },
    errorFormatter({ shape, error, ctx }) {
      const { code, message, retryAfterMs, fields } = toRequestError(error);
      return {
        ...shape,
        message,
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          appCode: code,
          ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
          ...(fields === undefined ? {} : { fields }),
          ...(ctx ? { requestId: ctx.requestId } : {}),
        },
      };
    },
  });

export const router = t.router;
export const mergeRouters = t.mergeRouters;

/** Counts and times every call. Paths are those of existing procedures, so there are few labels. */
const measure = t.middleware(async ({ ctx, path, next }) => {
  const startedAt = performance.now();
  const result = await next();
  const outcome = result.ok ? "ok" : toRequestError(result.error).code;
  const seconds = (performance.now() - startedAt) / 1_000;
  ctx.services.metrics.calls.observe({ procedure: path, outcome }, seconds);
  return result;
});

/**
 * Makes every call a span: one of a batch over HTTP within that of its request, one over a socket
 * with a trace of its own.
 */
const follow = t.middleware(({ ctx, path, type, next }) => {
  const kind = ctx.socket ? "server" : "internal";
  const attributes = {
    "rpc.system.name": "trpc",
    "rpc.method": path,
    "chatkit.call.type": type,
    "chatkit.request.id": ctx.requestId,
  };
  return ctx.services.tracer.span({ name: path, kind, isEntry: true, attributes }, async (span) => {
    const result = await next();
    const code = result.ok ? "ok" : toRequestError(result.error).code;
    span.set({ "chatkit.outcome": code });
    // A refusal is an answer; these are faults of the server.
    if (code === "internal" || code === "unavailable") span.fail(code);
    return result;
  });
});

/** Maps errors thrown by procedures, so that the HTTP status is right too. */
const mapErrors = t.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return result;
});

/**
 * Applies back-pressure to clients that do not read: calls over a socket wait, and a batch over
 * HTTP ends when its results are large.
 */
const takeTurn = t.middleware(({ ctx, next }) => {
  if (ctx.socket) return ctx.socket.call(() => next());
  return ctx.batch ? ctx.batch(() => next()) : next();
});

/** Refuses a property that the input's schema would silently drop. */
const refuseReserved = t.middleware(async ({ getRawInput, next }) => {
  const path = findReservedName(await getRawInput());
  if (path !== null)
    throw new RequestError("invalid_input", `Invalid input. ${path}: is a reserved name`, {
      fields: [path],
    });
  return next();
});

/** The base of all procedures. Only the kinds below use it, and each counts its mutations. */
const base = t.procedure.use(mapErrors).use(follow).use(measure).use(takeTurn).use(refuseReserved);

/** A procedure without authentication. Mutations count against the caller's address. */
export const anyone = base.use(async ({ ctx, type, next }) => {
  if (type === "mutation") await ctx.services.limits.takeByAddress("writeByAddress", ctx.address);
  return next();
});

const authenticated = base.use(async ({ ctx, type, meta, getRawInput, next }) => {
  const viewer = await ctx.authenticate();
  if (!viewer) throw signInFirst();
  if (!mayCall(viewer, type === "mutation" ? ["chat"] : ["chat", "read"])) throw outOfScope();
  const { chatSession: session, userId } = viewer;
  if (session) {
    const { sql, defaultWorkflowId } = ctx.services.assistants;
    const input = await getRawInput();
    const call = { reach: meta?.reach, input, userId, session, defaultWorkflowId };
    await requireReach(sql, call);
  }
  return next({ ctx: { viewer } });
});

/**
 * A procedure for an authenticated viewer, who is checked at every call. A subscription returns
 * `deliver`, which checks at every event. API keys need the scope `chat` for mutations, and `chat`
 * or `read` for the rest. Mutations count as writes.
 */
export const signedIn = limited("write");

/** The same with a separate limit for its mutations. */
export function limited(policy: PolicyName) {
  return authenticated.use(async ({ ctx, type, next }) => {
    await countWrite(ctx, type, policy);
    return next();
  });
}

/** A procedure for people only: API keys cannot change their owner's account or create keys. */
export const person = base.use(async ({ ctx, type, next }) => {
  const viewer = await ctx.authenticate();
  if (!viewer) throw signInFirst();
  if (viewer.scopes) throw outOfScope();
  await countWrite({ ...ctx, viewer }, type, "write");
  return next({ ctx: { viewer } });
});

/** A procedure for admins, and for their keys with the scope `admin`. */
export const admin = base.use(async ({ ctx, type, next }) => {
  const viewer = await ctx.authenticate();
  if (!viewer) throw signInFirst();
  if (viewer.role !== "admin") throw new RequestError("forbidden", "Only admins may do this.");
  if (!mayCall(viewer, ["admin"])) throw outOfScope();
  await countWrite({ ...ctx, viewer }, type, "write");
  return next({ ctx: { viewer } });
});

/**
 * A procedure for admins in person. What it makes opens the server to others, and would outlast
 * the API key of a program.
 */
export const adminInPerson = admin.use(({ ctx, next }) => {
  if (ctx.viewer.scopes) throw outOfScope();
  return next();
});

function mayCall({ scopes }: Viewer, needed: readonly Scope[]): boolean {
  return scopes === null || scopes.some((scope) => needed.includes(scope));
}

function outOfScope(): RequestError {
  return new RequestError("forbidden", "This API key does not have permission for that.");
}

/** Counts a mutation; reads are not counted here. */
async function countWrite(
  { services: { limits }, viewer }: Pick<RequestContext, "services"> & { viewer: Viewer },
  type: "query" | "mutation" | "subscription",
  policy: PolicyName,
): Promise<void> {
  if (type === "mutation") await takeForViewer(limits, policy, viewer);
}

/** The refusal of a caller who is not, or no longer, signed in. */
export function signInFirst(): RequestError {
  return new RequestError("unauthenticated", "Sign in first.");
}
