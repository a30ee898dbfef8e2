import { createTRPCClient, httpLink, type Operation, type TRPCClient, wsLink } from "@trpc/client";
import type { AppRouter } from "../server/api/trpc/router.ts";
import type { AccessGrant, Preferences, User } from "../shared/user.ts";
import { createAccessTokens, type AccessTokens, type SessionLostAnswer } from "./access-token.ts";
import {
  createMemoryCredentials,
  type CredentialStorage,
  type Fetch,
  withSessionCookie,
} from "./credentials.ts";
import { createHttpRequest, type HttpRequest } from "./http-request.ts";
import { largeAnswerLink } from "./large-answer-link.ts";
import { reconnectLink } from "./reconnect-link.ts";
import { noteToken, renewLink } from "./renew-link.ts";
import { routeLink } from "./route-link.ts";
import { openSocket } from "./socket.ts";
import { askWhyRefused, type ConnectionRefusal } from "./why-refused.ts";
import { inTurn } from "./tab-turns.ts";
import type { RequestError } from "./request-error.ts";
import type { ConnectionState, Observable } from "./types.ts";

/** Every procedure of the server, typed. */
export type ChatApi = TRPCClient<AppRouter>;

export interface ConnectOptions {
  /** The server's origin, such as `https://chat.example`. */
  url: string;
  /** Called for every grant, so that a new language is sent with the next one. */
  preferences?: (() => Preferences) | undefined;
  fetch?: Fetch | undefined;
  /** For runtimes without a built-in one, such as Node.js 20. */
  WebSocket?: typeof WebSocket | undefined;
  /** Outside a browser: where to store the session cookie. By default it is lost at exit. */
  credentials?: CredentialStorage | undefined;
  /** By default a guest becomes a new guest, and a registered user has to sign in again. */
  onSessionLost?: ((user: User) => SessionLostAnswer) | undefined;
}

export interface ChatClient {
  /**
   * `auth.*`, `account.*`, and calls above the socket's frame size use HTTP, everything else one
   * WebSocket. Calls wait for a connection, including the new one after `adopt` or `renew`.
   * Rejections: see `toRequestError`.
   */
  readonly api: ChatApi;
  /** For requests other than procedures: see `attachments/upload-file.ts`. */
  readonly request: HttpRequest;
  readonly connection: Observable<ConnectionState>;
  /** Why there is no connection although the server answers; null if unknown. */
  readonly refusal: Observable<ConnectionRefusal | null>;
  /** The signed-in user; null before the first grant, and when a session has ended for good. */
  readonly user: Observable<User | null>;
  /** Why the session has ended, such as a disabled account; null while a user is signed in. */
  readonly ended: Observable<RequestError | null>;
  /** A valid grant: signs in as a guest the first time, renews when it is about to expire. */
  grant(): Promise<AccessGrant>;
  /** Updates the current user from the feed. */
  learn(user: User): void;
  /**
   * Switches to a grant from elsewhere, such as signing in or registering. Reconnects, because a
   * socket belongs to one auth session, and calls from now on wait for that.
   *
   * @param options `sameSession`: the grant is of the current auth session, like one from
   *   `auth.refresh`; then only another user reconnects
   */
  adopt(grant: AccessGrant, options?: { sameSession?: boolean }): void;
  /** The server has rejected the current session: requests another grant and reconnects with it. */
  renew(): void;
  /** Reconnects without waiting, and checks that an open connection is alive. */
  reconnectNow(): void;
  close(): Promise<void>;
}

/** The parts of a client that a chat store needs: from `connectChat` or `connectWithSecret`. */
export interface StoreClient extends Pick<
  ChatClient,
  "api" | "connection" | "user" | "learn" | "renew" | "reconnectNow"
> {
  /** Resolves when `user` is known. */
  grant(): Promise<unknown>;
}

/**
 * Opens a connection to a server and keeps it open until `close`. Failures are retried rather than
 * thrown.
 */
export function connectChat(options: ConnectOptions): ChatClient {
  const origin = options.url.replace(/(?<!\/)\/+$/, "");
  const url = `${origin}/trpc`;
  const fetch = chooseFetch(options);
  const tokens: AccessTokens = createAccessTokens({
    calls: grantCalls(url, fetch, options.preferences),
    onSessionLost: options.onSessionLost ?? ((user) => (user.isGuest ? "guest" : "stop")),
    now: Date.now,
  });
  const token = async () => (await tokens.get()).accessToken;
  const socket = openSocket({
    url: url.replace(/^http/, "ws"),
    WebSocket: chooseWebSocket(options),
    mayOpen: tokens.whenSignedIn,
    token,
    onRejected: tokens.invalidate,
    askWhyRefused: () => askWhyRefused(url, fetch),
  });
  const overHttp = renewLink(
    httpLink<AppRouter>({
      url,
      fetch: forLink(fetch),
      headers: async ({ op }) => authHeaders(op, tokens),
    }),
    tokens.refuse,
  );
  const api = createTRPCClient<AppRouter>({
    links: [
      routeLink({ overHttp, isHttpOnly }),
      reconnectLink({
        connection: socket.connection,
        ended: tokens.ended,
        userId: () => tokens.user.get()?.id ?? null,
      }),
      largeAnswerLink(overHttp),
      wsLink({ client: socket.client }),
    ],
  });
  return {
    api,
    request: createHttpRequest({ origin, fetch, token, onRejected: tokens.invalidate }),
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

function chooseFetch({ fetch, credentials }: ConnectOptions): Fetch {
  const plain: Fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
  const inBrowser = typeof document !== "undefined";
  return inBrowser && !credentials
    ? plain
    : withSessionCookie(plain, credentials ?? createMemoryCredentials());
}

/** The runtime's own WebSocket, unless another one is given. */
export function chooseWebSocket({
  WebSocket,
}: Pick<ConnectOptions, "WebSocket">): typeof globalThis.WebSocket {
  if (WebSocket) return WebSocket;
  if (typeof globalThis.WebSocket === "undefined") {
    throw new Error("This runtime has no WebSocket of its own: pass one as `WebSocket`.");
  }
  return globalThis.WebSocket;
}

type LinkFetch = NonNullable<Parameters<typeof httpLink>[0]["fetch"]>;

/** The link's request type allows an undefined signal; `fetch` expects none or null. */
function forLink(fetch: Fetch): LinkFetch {
  return (input, init) => fetch(input, { ...init, signal: init?.signal ?? null });
}

/** Grants use a separate client, because the other one's headers wait for a grant. */
function grantCalls(url: string, fetch: Fetch, preferences: ConnectOptions["preferences"]) {
  const { auth } = createTRPCClient<AppRouter>({
    links: [httpLink({ url, fetch: forLink(fetch) })],
  });
  return {
    guest: () => inTurn("chatkit.guest", () => auth.guest.mutate(preferences?.() ?? {})),
    refresh: () => auth.refresh.mutate(preferences?.() ?? {}),
  };
}

/** Procedures that set cookies, or are called without a session. */
function isHttpOnly(path: string): boolean {
  return path.startsWith("auth.") || path.startsWith("account.");
}

/** Procedures called without a grant: after signing out there is none. */
const withoutGrant: ReadonlySet<string> = new Set([
  "auth.guest",
  "auth.refresh",
  "auth.mailWay",
  "auth.signIn",
  "auth.signOut",
  "auth.verifyEmail",
  "auth.requestPasswordReset",
  "auth.resetPassword",
  "account.confirmEmailChange",
]);

async function authHeaders(op: Operation, tokens: AccessTokens): Promise<Record<string, string>> {
  if (withoutGrant.has(op.path)) return {};
  const { accessToken } = await tokens.get();
  noteToken(op, accessToken);
  return { authorization: `Bearer ${accessToken}` };
}
