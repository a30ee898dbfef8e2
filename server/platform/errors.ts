import type { RequestErrorCode } from "../../shared/errors.ts";
import type { PolicyName } from "./limits/policies.ts";

/** A refusal that the caller may see. Any other error leaves the server as `internal`. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: RequestErrorCode;
  /** When a retry makes sense, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The limit that was reached; undefined for every other refusal. */
  readonly policy: PolicyName | undefined;
  /** The number of calls that the limit allows, if it differs from the policy's. */
  readonly quota: number | undefined;
  /**
   * Paths of the rejected fields, such as `greeting.fr`; undefined if the input as a whole is
   * rejected.
   */
  readonly fields: readonly string[] | undefined;

  constructor(
    code: RequestErrorCode,
    message: string,
    options?: {
      retryAfterMs?: number;
      policy?: PolicyName;
      quota?: number;
      fields?: readonly string[];
      cause?: unknown;
    },
  ) {
    super(message, { cause: options?.cause });
    this.code = code;
    this.retryAfterMs = options?.retryAfterMs;
    this.policy = options?.policy;
    this.quota = options?.quota;
    this.fields = options?.fields;
  }
}

/** Objects that can be requested by id. */
type Nameable =
  | "thread"
  | "project"
  | "memory"
  | "message"
  | "attachment"
  | "draft"
  | "link"
  | "prompt"
  | "invitation"
  | "import"
  | "generation"
  | "workflow"
  | "model"
  | "connection"
  | "session"
  | "API key"
  | "user"
  | "identity"
  | "push subscription"
  | "job";

/** The same error for a missing id and for another user's. */
export function notFound(what: Nameable): RequestError {
  return new RequestError("not_found", `No such ${what}.`);
}

/** Only for a caller who has proved that they own the account. */
export function accountDisabled(): RequestError {
  return new RequestError("account_disabled", "This account has been disabled.");
}

/** A statement that must return a row returned none: a bug in this program. */
export function theRow<T>(rows: readonly T[]): T {
  const row = rows[0];
  if (row === undefined) throw new Error("A statement that must return a row returned none.");
  return row;
}

/** Whether a statement failed because a unique value, such as an id, is taken (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): boolean {
  return hasState(error, "23505");
}

/** Whether a statement failed because a row that it refers to is gone (SQLSTATE 23503). */
export function isMissingReference(error: unknown): boolean {
  return hasState(error, "23503");
}

function hasState(error: unknown, state: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && cause.code === state) return true;
  }
  return false;
}
