import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AccessGrant } from "../../shared/user.ts";
import { sessionCookieNames } from "../auth/session-cookie.ts";
import type { AppRouter } from "../trpc/router.ts";

/** A browser as a server sees it: keeps the cookie that it is sent, and calls with its last token. */
export interface Browser {
  api: TRPCClient<AppRouter>;
  /** The session cookie's value; null when there is none. */
  cookie: string | null;
  token: string | null;
  /** Goes on as whoever a grant is for. */
  use(grant: AccessGrant): void;
  /** Opens a session as a guest, or as the cookie's user. */
  visit(): Promise<AccessGrant>;
}

/** Opens a browser that has never been there. */
export function newBrowser(origin: string, userAgent = "Mozilla/5.0 (X11) Firefox/150"): Browser {
  let name: string = sessionCookieNames.plain;
  const call = async (url: string | URL | Request, init: object = {}) => {
    const headers = new Headers({ "content-type": "application/json", "user-agent": userAgent });
    if (browser.cookie !== null) headers.set("cookie", `${name}=${browser.cookie}`);
    if (browser.token !== null) headers.set("authorization", `Bearer ${browser.token}`);
    const answer = await fetch(url instanceof Request ? url.url : url, { ...init, headers });
    const set = /^((?:__Host-)?chatkit_session_id)=([^;]*);/.exec(
      answer.headers.getSetCookie()[0] ?? "",
    );
    if (set) [name, browser.cookie] = [set[1] ?? name, set[2] || null];
    return answer;
  };
  const browser: Browser = {
    api: createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, fetch: call })] }),
    cookie: null,
    token: null,
    use(grant) {
      browser.token = grant.accessToken;
    },
    async visit() {
      const grant = await browser.api.auth.guest.mutate({});
      browser.use(grant);
      return grant;
    },
  };
  return browser;
}
