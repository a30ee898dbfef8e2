import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AccessGrant } from "../../shared/user.ts";
import { cookieScopeOf } from "../../server/people/auth/cookie-scope.ts";
import { deviceCookieNameFor } from "../../server/people/auth/device-cookie.ts";
import { attemptCookieNameFor } from "../../server/people/identities/attempt-cookie.ts";
import { isSessionCookie, sessionCookieNameFor } from "../../server/people/auth/session-cookie.ts";
import type { AppRouter } from "../../server/api/trpc/router.ts";

/** A browser from a server's view: keeps the cookie that it gets, and calls with its last token. */
export interface Browser {
  api: TRPCClient<AppRouter>;
  /** The session cookie's value; null when there is none. */
  cookie: string | null;
  token: string | null;
  /** Value of the cookie that identifies the device at sign-in; null when there is none. */
  device: string | null;
  /** The secret of a sign-in with an identity provider; null when there is none. */
  attempt: string | null;
  /**
   * The address in `X-Forwarded-For`, believed by a server whose `TRUST_PROXY` names this machine.
   */
  address: string | null;
  /** Continues as the user of a grant. */
  use(grant: AccessGrant): void;
  /** Opens a session as a guest, or as the cookie's user. */
  visit(): Promise<AccessGrant>;
  /** Opens an address of the server as a page, and follows no redirect. */
  open(url: string): Promise<Response>;
}

function toHeader(cookies: Record<string, string | null>): string {
  const pairs = Object.entries(cookies).filter(([, value]) => value !== null);
  return pairs.map(([name, value]) => `${name}=${value}`).join("; ");
}

/** Opens a browser that has never visited the server. */
export function newBrowser(origin: string, userAgent = "Mozilla/5.0 (X11) Firefox/150"): Browser {
  const scope = cookieScopeOf("", false);
  let name = sessionCookieNameFor(scope);
  let deviceName = deviceCookieNameFor(scope);
  const attemptName = attemptCookieNameFor(scope);
  const call = async (url: string | URL | Request, init: object = {}) => {
    const headers = new Headers({ "content-type": "application/json", "user-agent": userAgent });
    const cookies = {
      [name]: browser.cookie,
      [deviceName]: browser.device,
      [attemptName]: browser.attempt,
    };
    headers.set("cookie", toHeader(cookies));
    if (browser.address !== null) headers.set("x-forwarded-for", browser.address);
    if (browser.token !== null) headers.set("authorization", `Bearer ${browser.token}`);
    const answer = await fetch(url instanceof Request ? url.url : url, { ...init, headers });
    const lines = answer.headers.getSetCookie();
    const ofSession = lines.find((line) => isSessionCookie(line)) ?? "";
    const set = /^((?:__\w+-)?chatkit_session_id)=([^;]*);/.exec(ofSession);
    if (set) [name, browser.cookie] = [set[1] ?? name, set[2] || null];
    const device = /^((?:__\w+-)?chatkit_device)=([^;]+);/.exec(
      answer.headers.getSetCookie().at(-1) ?? "",
    );
    for (const line of answer.headers.getSetCookie()) {
      const [, set, value] = /^([^=]+)=([^;]*);/.exec(line) ?? [];
      if (set === attemptName) browser.attempt = value || null;
    }
    if (device) [deviceName, browser.device] = [device[1] ?? deviceName, device[2] ?? null];
    return answer;
  };
  const browser: Browser = {
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, fetch: call })] }),
    cookie: null,
    token: null,
    device: null,
    attempt: null,
    address: null,
    use(grant) {
      browser.token = grant.accessToken;
    },
    async visit() {
      const grant = await browser.api.auth.guest.mutate({});
      browser.use(grant);
      return grant;
    },
    open: (url) => call(new URL(url, origin), { redirect: "manual" }),
  };
  return browser;
}
