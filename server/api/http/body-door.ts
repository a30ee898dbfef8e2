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

/** Largest body of a request that shows no token, in bytes: the longest message, and then some. */
export const maxStrangerBodyBytes = 64 * kilobyte;

/**
 * What is on its way at once of those who show a token: some forty parts of files from one office. An
 * address always has room for one body: else a handful of addresses would keep all others out.
 */
const knownLimits: ByteLimits = { each: 32 * megabyte, all: 128 * megabyte, firstIsFree: true };

/** The same of all others, who cannot so take the room of those who show one. */
const strangerLimits: ByteLimits = { each: 8 * megabyte, all: 32 * megabyte, firstIsFree: true };

/** Who brings a request: the viewer behind its bearer token, looked up once; null without a good one. */
export type Caller = () => Promise<Viewer | null>;

/** What came of taking in a request's body. Disposing says that the request is answered. */
export interface TakenBody extends Disposable {
  /** The request with its body in memory; as it came when the body is refused. */
  request: Request;
  caller: Caller;
  /** Why the body was not read, for an answer in the caller's form. */
  refusal: RequestError | null;
  /** Whether the body stopped coming, so that the connection is to be closed. */
  isCut: boolean;
}

/** What taking bodies in needs of the server. */
export interface BodyDeps {
  viewers: Pick<ViewerChecks, "fromToken">;
  metrics: Pick<Metrics, "requestRefusals">;
}

/** Whether a request says that it has a body. */
export function hasBody({ headers }: Request): boolean {
  return headers.has("transfer-encoding") || declaredBytes(headers) > 0;
}

/**
 * Takes in the bodies of requests. The runtime keeps what comes of a body until its request is
 * answered, so what may not come is refused by its head alone: what is too large, and what is one
 * too many of its address or of all. A token is looked at before the body is read.
 */
export class BodyDoor {
  readonly #deps: BodyDeps;
  readonly #known = new AddressBudget(knownLimits);
  readonly #strangers = new AddressBudget(strangerLimits);

  constructor(deps: BodyDeps) {
    this.#deps = deps;
  }

  /** Reads the body of a request from an address, if it may come. */
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
        // A caller with an invalid token counts as unknown.
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
   * Holds room for a body, before anything is awaited.
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

/** Refusals that are counted here; what else goes wrong is a fault of the look-up. */
function isTold(code: RequestErrorCode): boolean {
  return code === "too_large" || code === "rate_limited" || code === "unauthenticated";
}

function callerOf(viewers: BodyDeps["viewers"], headers: Headers): Caller {
  const token = readBearer(headers);
  let found: Promise<Viewer | null> | undefined;
  return async () => (token === null ? null : (found ??= viewers.fromToken(token)));
}

/**
 * Most bytes that a body may have.
 *
 * @throws RequestError `unauthenticated` for a larger one with a token that is not good
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

/** 0 where nothing is said, as by a body in chunks. */
function declaredBytes(headers: Headers): number {
  const bytes = Number(headers.get("content-length") ?? 0);
  return Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0;
}

function withBody(request: Request, body: Uint8Array<ArrayBuffer>): Request {
  const { url, method, headers, signal } = request;
  return new Request(url, { method, headers, signal, body });
}
