import { TRPCError } from "@trpc/server";
import { z } from "zod";
import type { RequestErrorCode } from "../../../shared/errors.ts";
import { RequestError } from "../../platform/errors.ts";

type TrpcCode = ConstructorParameters<typeof TRPCError>[0]["code"];

/** Each code's tRPC code, which also determines the HTTP status. */
const trpcCodes: Record<RequestErrorCode, TrpcCode> = {
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  invalid_input: "BAD_REQUEST",
  conflict: "CONFLICT",
  wrong_credentials: "FORBIDDEN",
  invalid_link: "BAD_REQUEST",
  weak_password: "BAD_REQUEST",
  account_disabled: "FORBIDDEN",
  model_unavailable: "FORBIDDEN",
  rate_limited: "TOO_MANY_REQUESTS",
  too_large: "PAYLOAD_TOO_LARGE",
  storage_full: "PAYLOAD_TOO_LARGE",
  unavailable: "SERVICE_UNAVAILABLE",
  internal: "INTERNAL_SERVER_ERROR",
};

/** Maps an error to a refusal; `internal` for an unexpected one. */
export function toRequestError(error: unknown): RequestError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RequestError) return cause;
    // Only for input: if this server's own data does not match a schema, that is a bug.
    if (
      cause instanceof TRPCError &&
      cause.code === "BAD_REQUEST" &&
      cause.cause instanceof z.ZodError
    )
      return new RequestError("invalid_input", describeIssues(cause.cause), {
        fields: fieldsOf(cause.cause),
      });
    if (isOwnerGone(cause))
      return new RequestError("unauthenticated", "This user no longer exists.", { cause: error });
    if (isDatabaseAway(cause))
      return new RequestError("unavailable", describeAway(cause), {
        retryAfterMs: 1_000,
        cause: error,
      });
  }
  const refused = error instanceof TRPCError ? codeOfTrpc(error.code) : null;
  if (refused && error instanceof TRPCError)
    return new RequestError(refused, error.message, { cause: error });
  return new RequestError("internal", "Something went wrong on the server.", { cause: error });
}

/** A row could not refer to its user (SQLSTATE 23503), who was deleted during the call. */
function isOwnerGone(error: Error): boolean {
  if (!("code" in error) || error.code !== "23503" || !("constraint_name" in error)) return false;
  return String(error.constraint_name).endsWith("_user_id_users_id_fk");
}

/** Maps any error to tRPC's form, with a `RequestError` as its cause. */
export function toTrpcError(error: unknown): TRPCError {
  const cause = toRequestError(error);
  return new TRPCError({ code: trpcCodes[cause.code], message: cause.message, cause });
}

/** tRPC's own refusals: an unknown path, invalid JSON, a batch that is too large. */
function codeOfTrpc(code: TRPCError["code"]): RequestErrorCode | null {
  switch (code) {
    case "INTERNAL_SERVER_ERROR":
      return null;
    case "NOT_FOUND":
      return "not_found";
    case "PAYLOAD_TOO_LARGE":
      return "too_large";
    case "UNAUTHORIZED":
      return "unauthenticated";
    default:
      return "invalid_input";
  }
}

/** Longest description of one issue, in characters: it may quote unknown keys, which the caller chose. */
const longestIssue = 300;

/** Names the fields, never their values. */
function describeIssues(error: z.ZodError): string {
  const issues = error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join(".") || "input"}: ${issue.message}`)
    .map((text) => (text.length > longestIssue ? `${text.slice(0, longestIssue)}…` : text));
  return `Invalid input. ${issues.join("; ")}`;
}

/** Limits on the fields named in a response: keys of records are the caller's own. */
const mostFields = 40;
const longestField = 120;

function fieldsOf(error: z.ZodError): string[] {
  const paths = error.issues.map(({ path }) => path.join(".")).filter((path) => path !== "");
  return paths.filter((path) => path.length <= longestField).slice(0, mostFields);
}

/**
 * Lost connections (codes of the system, the resolver and postgres.js), and SQLSTATEs of temporary
 * conditions.
 */
const passingCodes =
  /^(ECONN.*|E(HOST|NET)(UNREACH|DOWN)|EPIPE|ETIMEDOUT|(DNS_)?(ENOTFOUND|EAI_AGAIN|ETIMEOUT)|CONNECT(ION)?_.*|08...|25006|40001|40P01|53...|57P0[123]|57014)$/;

function isDatabaseAway(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && passingCodes.test(error.code);
}

/** With a read-only transaction or a full disk (25006, 53100), reads still work. */
function describeAway(error: Error): string {
  const isReadable = "code" in error && (error.code === "25006" || error.code === "53100");
  return isReadable
    ? "Nothing can be saved right now: the database takes no writes."
    : "The database is not available right now.";
}
