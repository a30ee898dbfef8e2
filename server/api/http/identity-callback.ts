import type { IdentityProblem } from "../../../shared/identity-problems.ts";
import { rememberDevice } from "../../people/auth/admit.ts";
import { readDeviceCookie, writeDeviceCookie } from "../../people/auth/device-cookie.ts";
import type { CookieScope } from "../../people/auth/cookie-scope.ts";
import { readSessionCookie, writeSessionCookie } from "../../people/auth/session-cookie.ts";
import { readAttemptCookie, writeAttemptCookie } from "../../people/identities/attempt-cookie.ts";
import { type Finished, finishAttempt } from "../../people/identities/finish-attempt.ts";
import { IdentityRefusal } from "../../people/identities/identity-refusal.ts";
import type { PeopleServices } from "../../people/people-services.ts";
import { RequestError } from "../../platform/errors.ts";

/** The redirect URI of a provider: `/oidc/<id>/callback`. */
const path = /^\/oidc\/([a-z\d-]{1,32})\/callback$/;

/** Whether browsers come back from identity providers there. */
export function isCallbackPath(pathname: string): boolean {
  return pathname.startsWith("/oidc/");
}

/** A request to a redirect URI. */
export interface CallbackRequest {
  people: PeopleServices;
  request: Request;
  pathname: string;
  basePath: string;
  cookies: CookieScope;
  /** IP address of the request. */
  address: string;
}

/**
 * Ends a sign-in with an identity provider. Whatever comes of it, the browser is sent to a page of
 * the app; none of the request is part of its address.
 */
export async function identityCallback(call: CallbackRequest): Promise<Response> {
  if (call.request.method !== "GET")
    return new Response("Method not allowed", { status: 405, headers: { allow: "GET" } });
  const header = call.request.headers.get("cookie");
  try {
    await call.people.limits.takeByAddress("finishIdentity", call.address);
    return answer(call, await finish(call, header), header);
  } catch (error) {
    const { problem, isConnecting } = refusalOf(error);
    const page = isConnecting ? "/settings/account" : "/sign-in";
    // The cookie stays: another site may have sent the browser here in the middle of a sign-in.
    return goTo(`${call.basePath}${page}#problem=${problem}`);
  }
}

function finish(
  { people, request, pathname, cookies, address }: CallbackRequest,
  header: string | null,
): Promise<Finished> {
  return finishAttempt(people, {
    provider: path.exec(pathname)?.[1] ?? "",
    parameters: new URL(request.url).searchParams,
    secret: readAttemptCookie(header, cookies),
    cookie: readSessionCookie(header, cookies),
    userAgent: request.headers.get("user-agent"),
    preferences: {},
    address,
  });
}

function answer(
  { people, basePath, cookies: scope }: CallbackRequest,
  finished: Finished,
  header: string | null,
): Response {
  const response =
    finished.kind === "connected"
      ? goTo(`${basePath}/settings/account#connected`)
      : goTo(`${basePath}/signed-in${finished.nextShare ? `#next=${finished.nextShare}` : ""}`);
  const set = (line: string) => response.headers.append("set-cookie", line);
  set(writeAttemptCookie(null, scope));
  if (finished.kind === "connected") return response;
  const { session } = finished;
  for (const line of writeSessionCookie(session.cookie, { header, scope })) set(line);
  const device = readDeviceCookie(header, scope);
  const setDevice = (value: string) => set(writeDeviceCookie(value, scope));
  rememberDevice(people, { device, setDevice }, session.user.id);
  return response;
}

function refusalOf(error: unknown): { problem: IdentityProblem; isConnecting: boolean } {
  if (error instanceof IdentityRefusal) return error;
  if (!(error instanceof RequestError)) throw error;
  // Such as a guest who is writing at this moment: the attempt is used up, and a new one helps.
  const problem = error.code === "rate_limited" ? "limited" : "expired";
  return { problem, isConnecting: false };
}

/** The address that the browser leaves has a code, which no other site may learn. */
function goTo(location: string): Response {
  const headers = { location, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return new Response(null, { status: 303, headers });
}
