import type { RequestErrorCode } from "../../shared/errors.ts";
import type { PolicyName } from "./limits/policies.ts";

/** A refusal that the caller may see. Everything else leaves the server as `internal`. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  readonly code: RequestErrorCode;
  /** When trying again makes sense, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** The limit that was reached; absent for every other refusal. */
  readonly policy: PolicyName | undefined;
  /** How many calls that limit allows, where it is another number than the policy's. */
  readonly quota: number | undefined;
  /** Paths of what is not accepted, such as `greeting.fr`; absent where it is about the whole. */
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

/** What can be asked for by its id. */
type Nameable =
  | "thread"
  | "message"
  | "attachment"
  | "generation"
  | "workflow"
  | "session"
  | "API key"
  | "user"
  | "job";

/** The same for a missing id and for another user's. */
export function notFound(what: Nameable): RequestError {
  return new RequestError("not_found", `No such ${what}.`);
}

/** Only for a caller who has proved that the account is theirs. */
export function accountDisabled(): RequestError {
  return new RequestError("account_disabled", "This account has been disabled.");
}

/** A statement that has to give a row gave none: a fault of this program. */
export function theRow<T>(rows: readonly T[]): T {
  const row = rows[0];
  if (row === undefined) throw new Error("A statement that always gives a row gave none.");
  return row;
}

/** Whether a statement failed because a unique value, such as an id, is taken (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && cause.code === "23505") return true;
  }
  return false;
}
