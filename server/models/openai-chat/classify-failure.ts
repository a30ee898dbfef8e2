import type { GenerationErrorCode } from "../../../shared/errors.ts";
import { ProviderError } from "../provider.ts";
import { isContextOverflow } from "../context/context-overflow.ts";
import { isObject, type JsonObject, parseJson } from "../../platform/narrow.ts";

/** A response other than the requested stream. */
export interface RefusedResponse {
  status: number;
  /** The start of the body. */
  body: string;
  retryAfterMs: number | undefined;
}

const codesByStatus: Readonly<Record<number, GenerationErrorCode>> = {
  401: "provider_auth",
  402: "provider_rate_limited",
  403: "provider_auth",
  404: "provider_unknown_model",
  408: "provider_timeout",
  429: "provider_rate_limited",
};

/** Values of `code` or `type` in error objects of OpenAI and compatible servers. */
const codesByName: Readonly<Record<string, GenerationErrorCode>> = {
  invalid_api_key: "provider_auth",
  authentication_error: "provider_auth",
  permission_error: "provider_auth",
  model_not_found: "provider_unknown_model",
  not_found_error: "provider_unknown_model",
  rate_limit_exceeded: "provider_rate_limited",
  rate_limit_error: "provider_rate_limited",
  insufficient_quota: "provider_rate_limited",
  invalid_request_error: "provider_rejected",
  context_length_exceeded: "message_too_long",
  content_filter: "provider_rejected",
};

/** Classifies an HTTP status other than 200. */
export function classifyResponse({ status, body, retryAfterMs }: RefusedResponse): ProviderError {
  const error = errorIn(parseJson(body));
  const message = `HTTP ${status}${describe(error)}`;
  return new ProviderError(
    codeOfStatus(status, error),
    message,
    retryAfterMs === undefined ? {} : { retryAfterMs },
  );
}

/** A stream that turns out to be the rejection of a conversation that is too long. */
export class RefusedInStream extends ProviderError {
  readonly refused: RefusedResponse;

  constructor(body: string) {
    super("provider_rejected", "the stream is a refusal: too long");
    this.refused = { status: 400, body, retryAfterMs: undefined };
  }
}

/** Classifies an error object inside a 200 response; null when there is none. */
export function classifyErrorObject(value: unknown): ProviderError | null {
  const error = errorIn(value);
  if (error === undefined) return null;
  const body = JSON.stringify(error);
  if (isContextOverflow(400, body)) return new RefusedInStream(body);
  return new ProviderError(codeOfError(error), `error in the stream${describe(error)}`);
}

/** The failure behind an event that is only named an error. */
export function classifyUnknownError(): ProviderError {
  return new ProviderError("provider_unavailable", "error in the stream");
}

/** Classifies an error of `fetch` before there was a response: the provider was not reached. */
export function classifyFetchFailure(cause: unknown): ProviderError {
  const code = cause instanceof Error && "code" in cause ? safe(cause.code) : "";
  if (code === "Malformed_HTTP_Response")
    return new ProviderError("provider_nonsense", "not HTTP", { cause });
  return new ProviderError("provider_unreachable", `no response ${code}`.trimEnd(), { cause });
}

function codeOfStatus(status: number, error: unknown): GenerationErrorCode {
  if (status >= 500) return "provider_unavailable";
  if (status < 400) return "provider_nonsense";
  return (
    codesByStatus[status] ?? (namesModel(error) ? "provider_unknown_model" : "provider_rejected")
  );
}

function codeOfError(error: unknown): GenerationErrorCode {
  if (!isObject(error)) return "provider_unavailable";
  if (namesModel(error)) return "provider_unknown_model";
  const status = Number(error.code ?? error.status);
  if (status >= 400 && status < 600) return codeOfStatus(status, error);
  return nameOf(error.code) ?? nameOf(error.type) ?? "provider_unavailable";
}

function nameOf(name: unknown): GenerationErrorCode | undefined {
  return typeof name === "string" && Object.hasOwn(codesByName, name)
    ? codesByName[name]
    : undefined;
}

function namesModel(error: unknown): boolean {
  return isObject(error) && (error.code === "model_not_found" || error.param === "model");
}

/**
 * `{"error": …}` as in OpenAI's API, `{"object": "error", …}` as in older vLLM versions, `{"type": "error", …}`,
 * Cloudflare's `errors` or MiniMax's `base_resp`.
 */
function errorIn(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  const { error, errors, base_resp: status } = value;
  if (saysSomething(error)) return error;
  if (value.object === "error" || value.type === "error") return value;
  if (Array.isArray(errors) && saysSomething(errors[0])) return errors[0];
  return isObject(status) && Number(status["status_code"]) > 0 ? { type: "base_resp" } : undefined;
}

/** What servers report with valid chunks instead of nothing, in lower case. */
const allIsWell = new Set(["", "0", "200", "ok", "success", "none", "null", "false"]);

/** Some servers send an empty `error`, or one that reports success, in every valid chunk. */
function saysSomething(error: unknown): boolean {
  if (Array.isArray(error)) return error.length > 0;
  if (!isObject(error)) return !isWell(error);
  const { code, type } = error;
  const hasCode = code !== undefined && code !== null && code !== "";
  if (hasCode && isWell(code) && isWell(type)) return false;
  return Object.values(error).some((field) => !isWell(field));
}

function isWell(field: unknown): boolean {
  if (field === undefined || field === null) return true;
  return !isObject(field) && allIsWell.has(JSON.stringify(field).replaceAll('"', "").toLowerCase());
}

/** The names in an error, never its message, which may quote the conversation or the key. */
function describe(error: unknown): string {
  if (!isObject(error)) return "";
  const fields = ["type", "code", "param"] as const;
  return fields.map((field) => describeField(error, field)).join("");
}

function describeField(error: JsonObject, field: string): string {
  const value = safe(error[field]);
  return value ? ` ${field}=${value}` : "";
}

/** Short machine-made names and numbers; the log gets nothing else. */
function safe(value: unknown): string {
  return (typeof value === "string" || typeof value === "number") &&
    /^[\w.-]{1,64}$/.test(String(value))
    ? String(value)
    : "";
}
