import { type Operation, wsLink } from "@trpc/client";
import { createAccessTokens, type AccessTokens } from "./access-token.ts";
import type { ChatClient, ConnectOptions } from "./connect.ts";
import { createApi } from "./create-api.ts";
import type { Fetch } from "./credentials.ts";
import { httpLink } from "./http-link.ts";
import { createHttpRequest } from "./http-request.ts";
import { largeAnswerLink } from "./large-answer-link.ts";
import { reconnectLink } from "./reconnect-link.ts";
import { noteToken, renewLink } from "./renew-link.ts";
import { routeLink } from "./route-link.ts";
import { openSocket } from "./socket.ts";
import { askWhyRefused } from "./why-refused.ts";
import { inTurn } from "./tab-turns.ts";
import { chooseWebSocket } from "./web-socket.ts";

export interface ClientOptions extends Omit<ConnectOptions, "credentials"> {
  /** Sends the session cookie, as a browser's own does. */
  fetch: Fetch;
}

/**
 * `connectChat` for a `fetch` that handles the session cookie. The app uses it directly, because a
 * browser needs no code for that.
 */
export function openClient(options: ClientOptions): ChatClient {
  const address = options.url.replace(/(?<!\/)\/+$/, "");
  const url = `${address}/trpc`;
  const { fetch } = options;
  const tokens: AccessTokens = createAccessTokens({
    calls: grantCalls(url, fetch, options.preferences),
    onSessionLost: options.onSessionLost ?? ((user) => (user.isGuest ? "guest" : "stop")),
    now: Date.now,
  });
  const token = async () => (await tokens.get()).accessToken;
  // Beside the opening of the socket, which asks for it again and tells of a failure.
  token().catch(() => null);
  const socket = openSocket({
    url: url.replace(/^http/, "ws"),
    WebSocket: chooseWebSocket(options.WebSocket),
    mayOpen: tokens.whenSignedIn,
    token,
    onRejected: tokens.invalidate,
    askWhyRefused: () => askWhyRefused(url, fetch),
  });
  const overHttp = renewLink(
    httpLink({ url, fetch: inTurns(fetch), headers: (op) => authHeaders(op, tokens) }),
    tokens.refuse,
  );
  const api = createApi([
    routeLink({ overHttp, isHttpOnly }),
    reconnectLink({
      connection: socket.connection,
      ended: tokens.ended,
      userId: () => tokens.user.get()?.id ?? null,
    }),
    largeAnswerLink(overHttp),
    wsLink({ client: socket.client }),
  ]);
  return {
    api,
    request: createHttpRequest({ address, fetch, token, onRejected: tokens.invalidate }),
    connection: socket.connection,
    refusal: socket.refusal,
    user: tokens.user,
    ended: tokens.ended,
    grant: tokens.get,
    learn: tokens.learn,
    adopt(grant, { sameSession = false } = {}) {
      const isOther = !sameSession || tokens.user.get()?.id !== grant.user.id;
      // First, so that pending calls fail as the previous user's.
      if (isOther) socket.renew();
      tokens.adopt(grant);
    },
    renew() {
      tokens.invalidate();
      socket.renew();
    },
    reconnectNow: socket.reconnectNow,
    close: socket.close,
  };
}

/** Grants use a separate client, because the other one's headers wait for a grant. */
function grantCalls(url: string, fetch: Fetch, preferences: ConnectOptions["preferences"]) {
  const { auth } = createApi([httpLink({ url, fetch })]);
  return {
    guest: () => inTurn(guestTurn, () => auth.guest.mutate(preferences?.() ?? {})),
    refresh: () => auth.refresh.mutate(preferences?.() ?? {}),
  };
}

/** What waits for each other: calls after which the browser has the cookie of another user. */
const guestTurn = "chatkit.guest";

/** Those besides `auth.guest`. */
const entering = /\/auth\.(register|signUp|signIn)$/;

/**
 * Registering and signing in end the session of before, and its sockets. A tab that notices it before
 * the answer has arrived must not become a new guest, whose cookie would replace the answer's.
 */
function inTurns(fetch: Fetch): Fetch {
  return (input, init) =>
    typeof input === "string" && entering.test(input)
      ? inTurn(guestTurn, () => fetch(input, init))
      : fetch(input, init);
}

/** Procedures that set cookies, or are called without a session. */
function isHttpOnly(path: string): boolean {
  return /^(auth|account|identities)\./.test(path);
}

/** Procedures called without a grant: after signing out there is none. */
const withoutGrant = /^(auth\.(?!me|register)|account\.confirm|identities\.(providers|begin))/;

async function authHeaders(op: Operation, tokens: AccessTokens): Promise<Record<string, string>> {
  if (withoutGrant.test(op.path)) return {};
  const { accessToken } = await tokens.get();
  noteToken(op, accessToken);
  return { authorization: `Bearer ${accessToken}` };
}
