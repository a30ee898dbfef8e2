import type { TRPCClient } from "@trpc/client";
import type { AppRouter } from "../server/api/trpc/router.ts";
import type { AccessGrant, Preferences, User } from "../shared/user.ts";
import type { SessionLostAnswer } from "./access-token.ts";
import {
  createMemoryCredentials,
  type CredentialStorage,
  type Fetch,
  withSessionCookie,
} from "./credentials.ts";
import type { HttpRequest } from "./http-request.ts";
import { openClient } from "./open-client.ts";
import type { ConnectionRefusal } from "./why-refused.ts";
import type { RequestError } from "./request-error.ts";
import type { ConnectionState, Observable } from "./types.ts";
import type { WebSocketClass } from "./web-socket.ts";

/** Every procedure of the server, typed. */
export type ChatApi = TRPCClient<AppRouter>;

export interface ConnectOptions {
  /** The server's address, such as `https://chat.example` or `https://example.org/chat`. */
  url: string;
  /** Called for every grant, so that a new language is sent with the next one. */
  preferences?: (() => Preferences) | undefined;
  fetch?: Fetch | undefined;
  /** For runtimes without a built-in one, such as Node.js 20. */
  WebSocket?: WebSocketClass | undefined;
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
  return openClient({ ...options, fetch: chooseFetch(options) });
}

function chooseFetch({ fetch, credentials }: ConnectOptions): Fetch {
  const plain: Fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
  const inBrowser = typeof document !== "undefined";
  return inBrowser && !credentials
    ? plain
    : withSessionCookie(plain, credentials ?? createMemoryCredentials());
}
