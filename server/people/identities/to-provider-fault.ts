import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { ProviderFault } from "./provider-fault.ts";

/** Errors of an authorization response that mean that the person has not agreed. */
const cancelled = new Set([
  "access_denied",
  "login_required",
  "interaction_required",
  "consent_required",
  "account_selection_required",
]);

/** What a failure of the OpenID Connect client means. */
export function toProviderFault(error: unknown): ProviderFault {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof ProviderFault) return cause;
  const options = { cause: error };
  if (error instanceof AuthorizationResponseError) {
    if (cancelled.has(error.error)) return new ProviderFault("cancelled", error.error, options);
    if (error.error === "server_error" || error.error === "temporarily_unavailable")
      return new ProviderFault("unreachable", error.error, options);
    return new ProviderFault("misconfigured", shorten(error.error), options);
  }
  if (error instanceof ResponseBodyError)
    return new ProviderFault("misconfigured", shorten(error.error), options);
  if (error instanceof WWWAuthenticateChallengeError)
    return new ProviderFault("misconfigured", `it answered ${error.status}`, options);
  const code = error instanceof ClientError ? (error.code ?? "") : "";
  const said = error instanceof Error ? error.message : "";
  return new ProviderFault("untrusted", shorten(`${code} ${said}`.trim()), options);
}

/** What a provider says goes to the log. */
function shorten(text: string): string {
  return text.slice(0, 200);
}
