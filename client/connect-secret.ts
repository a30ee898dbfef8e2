import { wsLink } from "@trpc/client";
import type { User } from "../shared/user.ts";
import { beforeCallLink } from "./before-call-link.ts";
import type { ChatApi, StoreClient } from "./connect.ts";
import { createApi } from "./create-api.ts";
import { createHttpRequest, type HttpRequest } from "./http-request.ts";
import { httpLink } from "./http-link.ts";
import { largeAnswerLink } from "./large-answer-link.ts";
import { createValue } from "./observable.ts";
import { reconnectLink } from "./reconnect-link.ts";
import type { RequestError } from "./request-error.ts";
import { routeLink } from "./route-link.ts";
import { type ChatSocket, openSocket } from "./socket.ts";
import { chooseWebSocket, type WebSocketClass } from "./web-socket.ts";
import type { ConnectionState, Observable } from "./types.ts";

export interface SecretOptions {
  /** The server's address, such as `https://chat.example` or `https://example.org/chat`. */
  url: string;
  /** Returns a valid client secret; called for every new connection. */
  secret(): Promise<string>;
  /** The server rejected the last secret: it has expired or was cancelled. */
  onRejected(): void;
  /** Resolves when a connection is wanted; immediately by default. */
  mayOpen?: (() => Promise<void>) | undefined;
  /**
   * Awaited before each query and mutation, with its path, such as `messages.say`; if it rejects, so
   * does the call. Resolves immediately by default.
   */
  beforeCall?: ((path: string) => Promise<void>) | undefined;
  /** For runtimes without a built-in one, such as Node.js 20. */
  WebSocket?: WebSocketClass | undefined;
}

/**
 * A connection as a chat session's user, limited to what a client secret allows. `createChatStore`
 * accepts it: the store then holds the threads of the secret's workflow. All secrets of one
 * connection have to be the same user's.
 */
export interface SecretClient extends StoreClient {
  readonly api: ChatApi;
  /** For requests other than procedures: see `attachments/upload-file.ts`. */
  readonly request: HttpRequest;
  readonly connection: Observable<ConnectionState>;
  /** The secrets' user; null before `grant` has resolved. */
  readonly user: Observable<User | null>;
  /** Asks the server for the user. */
  grant(): Promise<User>;
  /** Switches to another secret, including subscriptions. */
  renew(): void;
  close(): Promise<void>;
}

/** Connects with client secrets, without a cookie. Failures are retried rather than thrown. */
export function connectWithSecret(options: SecretOptions): SecretClient {
  const address = options.url.replace(/(?<!\/)\/+$/, "");
  const url = `${address}/trpc`;
  const socket = countRenewals(
    openSocket({
      url: url.replace(/^http/, "ws"),
      WebSocket: chooseWebSocket(options.WebSocket),
      mayOpen: () => options.mayOpen?.() ?? Promise.resolve(),
      token: () => options.secret(),
      onRejected: () => options.onRejected(),
    }),
  );
  const api = createSecretApi(options, { url, socket });
  const user = createValue<User | null>(null);
  return {
    api,
    user,
    async grant() {
      const known = await api.auth.me.query();
      user.set(known);
      return known;
    },
    learn: user.set,
    reconnectNow: socket.reconnectNow,
    request: createHttpRequest({
      address,
      token: () => options.secret(),
      onRejected: () => options.onRejected(),
      fetch: (input, init) => globalThis.fetch(input, init),
    }),
    connection: socket.connection,
    renew: socket.renew,
    close: socket.close,
  };
}

/** A socket that counts the changes of its secret. */
interface RenewedSocket extends ChatSocket {
  renewals(): number;
}

function countRenewals(socket: ChatSocket): RenewedSocket {
  let count = 0;
  return {
    ...socket,
    renewals: () => count,
    renew() {
      count++;
      socket.renew();
    },
  };
}

function createSecretApi(
  options: SecretOptions,
  { url, socket }: { url: string; socket: RenewedSocket },
): ChatApi {
  const overHttp = httpLink({
    url,
    fetch,
    headers: async () => ({ authorization: `Bearer ${await options.secret()}` }),
  });
  return createApi([
    beforeCallLink({
      before: (path) => options.beforeCall?.(path) ?? Promise.resolve(),
      current: socket.renewals,
      onRefused(secret) {
        // The connection may already use another one.
        if (secret !== socket.renewals()) return;
        options.onRejected();
        socket.renew();
      },
    }),
    routeLink({ overHttp, isHttpOnly: () => false }),
    reconnectLink({
      connection: socket.connection,
      // Another secret may come at any time, and only the server knows its user.
      ended: createValue<RequestError | null>(null),
      userId: () => null,
    }),
    largeAnswerLink(overHttp),
    wsLink({ client: socket.client }),
  ]);
}
