import { maxBodyBytes } from "../../../shared/limits.ts";
import type { RequestErrorCode } from "../../../shared/errors.ts";
import type { Viewer, ViewerChecks } from "../../people/auth/viewer.ts";
import { RequestError } from "../../platform/errors.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import { toRequestError } from "../trpc/map-error.ts";
import { AddressBudget } from "./address-budget.ts";
import type { ByteLimits, HeldBytes } from "./byte-budget.ts";
import { readBearer } from "../read-bearer.ts";
import { readBody } from "./read-body.ts";

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** Largest body of an unauthenticated request in bytes: long ones come with a token. */
export const maxStrangerBodyBytes = 64 * kilobyte;

/**
 * Bytes in flight for authenticated requests: about forty parts of files from one office. An
 * address always has room for one body; otherwise a handful of addresses could lock all others out.
 */
const knownLimits: ByteLimits = { each: 32 * megabyte, all: 128 * megabyte, firstIsFree: true };

/**
 * The same for unauthenticated requests, which therefore cannot take the room of authenticated
 * ones.
 */
const strangerLimits: ByteLimits = { each: 8 * megabyte, all: 32 * megabyte, firstIsFree: true };

/** Looks up the viewer of a request's bearer token, once; null without a valid token. */
export type Caller = () => Promise<Viewer | null>;

/** A request whose body was read or refused. Dispose it when the request is answered. */
export interface TakenBody extends Disposable {
  /** The request with its body in memory; unchanged if the body was refused. */
  request: Request;
  caller: Caller;
  /** Why the body was not read, to answer in the form of the route. */
  refusal: RequestError | null;
  /** Whether the body stopped arriving, so that the connection has to be closed. */
  isCut: boolean;
}

/** Dependencies of reading bodies. */
export interface BodyDeps {
  viewers: Pick<ViewerChecks, "fromToken">;
  metrics: Pick<Metrics, "requestRefusals">;
}

/** Whether a request's headers announce a body. */
export function hasBody({ headers }: Request): boolean {
  return headers.has("transfer-encoding") || declaredBytes(headers) > 0;
}

/**
 * Reads the bodies of requests. The runtime buffers a body until its request is answered, so
 * refusals happen before reading, by the headers alone: bodies that are too large, and bodies
 * beyond the room of their address or of the node. The token is checked before the body is read.
 */
export class BodyDoor {
  readonly #deps: BodyDeps;
  readonly #known = new AddressBudget(knownLimits);
  readonly #strangers = new AddressBudget(strangerLimits);

  constructor(deps: BodyDeps) {
    this.#deps = deps;
  }

  /** Reads the body of a request from an address, unless it is refused. */
  async take(request: Request, address: string): Promise<TakenBody> {
    const caller = callerOf(this.#deps.viewers, request.headers);
    const open = { request, caller, refusal: null, isCut: false, [Symbol.dispose]() {} };
    if (!hasBody(request)) return open;
    let held: HeldBytes | undefined;
    try {
      held = this.#reserve(request.headers, address);
      const viewer = await caller();
      const limit = limitFor(request.headers, viewer);
      if (!viewer && readBearer(request.headers) !== null) {
        // A caller with an invalid token counts as unauthenticated.
        held[Symbol.dispose]();
        held = this.#strangers.take(address, declaredBytes(request.headers) || limit);
      }
      const read = await readBody(request, limit);
      if (read === "too_large") throw tooLarge(limit);
      if (read instanceof Uint8Array)
        return {
          ...open,
          request: withBody(request, read),
          [Symbol.dispose]: () => held?.[Symbol.dispose](),
        };
      this.#deps.metrics.requestRefusals.inc({ reason: read });
      held[Symbol.dispose]();
      return { ...open, isCut: true };
    } catch (error) {
      held?.[Symbol.dispose]();
      const refusal = toRequestError(error);
      if (isTold(refusal.code)) this.#deps.metrics.requestRefusals.inc({ reason: refusal.code });
      return { ...open, refusal };
    }
  }

  /**
   * Holds room for a body, synchronously.
   *
   * @throws RequestError `too_large`, `rate_limited`
   */
  #reserve(headers: Headers, from: string): HeldBytes {
    const hasToken = readBearer(headers) !== null;
    const most = hasToken ? maxBodyBytes : maxStrangerBodyBytes;
    const bytes = declaredBytes(headers) || most;
    if (bytes > most) throw tooLarge(most);
    return (hasToken ? this.#known : this.#strangers).take(from, bytes);
  }
}

/** Refusals counted here; any other error comes from the look-up. */
function isTold(code: RequestErrorCode): boolean {
  return code === "too_large" || code === "rate_limited" || code === "unauthenticated";
}

function callerOf(viewers: BodyDeps["viewers"], headers: Headers): Caller {
  const token = readBearer(headers);
  let found: Promise<Viewer | null> | undefined;
  return async () => (token === null ? null : (found ??= viewers.fromToken(token)));
}

/**
 * Maximum size of a body in bytes.
 *
 * @throws RequestError `unauthenticated` for a larger one with an invalid token
 */
function limitFor(headers: Headers, viewer: Viewer | null): number {
  if (viewer) return maxBodyBytes;
  if (declaredBytes(headers) > maxStrangerBodyBytes)
    throw new RequestError("unauthenticated", "The access token has expired.");
  return maxStrangerBodyBytes;
}

function tooLarge(limit: number): RequestError {
  return new RequestError("too_large", `The body may be at most ${limit / kilobyte} KB.`);
}

/** 0 without a declared length, as for a chunked body. */
function declaredBytes(headers: Headers): number {
  const bytes = Number(headers.get("content-length") ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0;
}

function withBody(request: Request, body: Uint8Array<ArrayBuffer>): Request {
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body });
}
