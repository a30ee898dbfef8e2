import { TRPCClientError } from "@trpc/client";
import { type RequestErrorCode, requestErrorCodes } from "../shared/errors.ts";

/** Why a call failed, in the product's own codes. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: RequestErrorCode;
  /** When a retry makes sense, in milliseconds, if the server said so. */
  readonly retryAfterMs: number | undefined;
  /** The request's id in the server's log. */
  readonly requestId: string | undefined;
  /**
   * Paths of the rejected fields in the call's input, such as `definition.name`, if the server
   * named them.
   */
  readonly fields: readonly string[];
  /**
   * Whether the server may have executed the call although it failed: the response was lost, or the
   * server failed on the way. False when the call was refused, or never left this client.
   */
  readonly mayHaveHappened: boolean;

  constructor(code: RequestErrorCode, message: string, options?: RequestErrorOptions) {
    super(message, { cause: options?.cause });
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
    this.requestId = options?.requestId;
    this.fields = options?.fields ?? [];
    this.mayHaveHappened =
      options?.mayHaveHappened ?? (code === "unavailable" || code === "internal");
  }
}

export interface RequestErrorOptions {
  retryAfterMs?: number | undefined;
  requestId?: string | undefined;
  fields?: readonly string[] | undefined;
  /** By default derived from the code. */
  mayHaveHappened?: boolean | undefined;
  cause?: unknown;
}

/**
 * Converts whatever a call rejected with. An error without the server's data never reached it or
 * lost its response: `unavailable`. One with data but without a known code is `internal`.
 */
export function toRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  // One that this client has created itself, passed through tRPC.
  if (error instanceof TRPCClientError && error.cause instanceof RequestError) return error.cause;
  const message = error instanceof Error ? error.message : String(error);
  const data: unknown = error instanceof TRPCClientError ? error.data : undefined;
  if (!isRecord(data)) return new RequestError("unavailable", message, { cause: error });
  const { appCode, retryAfterMs, requestId, fields } = data;
  return new RequestError(
    requestErrorCodes.find((code) => code === appCode) ?? "internal",
    message,
    {
      retryAfterMs: typeof retryAfterMs === "number" ? retryAfterMs : undefined,
      requestId: typeof requestId === "string" ? requestId : undefined,
      fields: Array.isArray(fields) ? fields.filter((path) => typeof path === "string") : undefined,
      cause: error,
    },
  );
}

/** Whether the same call may succeed later without any change. */
export function isRetryable(error: RequestError): boolean {
  return error.code === "unavailable" || error.code === "rate_limited";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
