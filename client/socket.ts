import { createWSClient, type TRPCWebSocketClient } from "@trpc/client";
import { frameEncoder, framedSockets } from "./frames.ts";
import { backoffMs, createPause, type Pause } from "./backoff.ts";
import { createLatch } from "./latch.ts";
import { createValue } from "./observable.ts";
import { observeSockets, type WatchedSocket, watchSocket } from "./socket-health.ts";
import type { ConnectionState, Observable } from "./types.ts";
import { type ConnectionRefusal, type RefusalQuestion, watchRefusals } from "./why-refused.ts";

export interface SocketOptions {
  /** `ws:` or `wss:`, with the path. */
  url: string;
  WebSocket: typeof WebSocket;
  /** Returns the access token for a socket that has just opened. */
  token(): Promise<string>;
  /** Resolves when it makes sense to open a socket. */
  mayOpen(): Promise<void>;
  /** A socket closed before the server answered any call on it: it may have rejected the token. */
  onRejected(): void;
  /** Asks the server whether it would accept a socket; without this, `refusal` stays null. */
  askWhyRefused?: RefusalQuestion;
}

/** The single socket of a client: opened immediately, and again whenever it is lost. */
export interface ChatSocket {
  readonly client: TRPCWebSocketClient;
  readonly connection: Observable<ConnectionState>;
  /** Why no socket opens although the server answers; null if unknown. */
  readonly refusal: Observable<ConnectionRefusal | null>;
  /** Ends any pause between attempts, and checks that a seemingly open socket is alive. */
  reconnectNow(): void;
  /** Opens a new socket with the current token; subscriptions continue on it. */
  renew(): void;
  close(): Promise<void>;
}

/**
 * Longest pause before the first attempt after a loss, in milliseconds: enough to spread the
 * clients of a restarted server.
 */
const firstRetryMs = 200;

/** Pauses between later attempts. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/** A socket that was open this long resets the attempts, in milliseconds. */
const goodSocketMs = 5_000;

/** How long `close` waits for open calls, in milliseconds. */
const closeGraceMs = 2_000;

export function openSocket(options: SocketOptions): ChatSocket {
  const pause = createPause();
  const sockets = new Set<WatchedSocket>();
  const refusals = watchRefusals(options.askWhyRefused ?? (async () => null));
  let attempt = 0;
  let closed = false;
  const closing = createLatch();

  const onSocket = (socket: WebSocket) => {
    const watched = watchSocket(socket, {
      onAccepted: () => (attempt = 1),
      onGone({ rejected, openMs }) {
        sockets.delete(watched);
        if (openMs > goodSocketMs) attempt = 1;
        if (rejected) options.onRejected();
        if (openMs === 0 && !closed) refusals.failed();
      },
    });
    sockets.add(watched);
  };
  const client = createWSClient({
    // The pauses are here and not in `retryDelayMs`, so that they can be cut short.
    url: async () => {
      await waitForAttempt(pause, attempt++);
      await Promise.race([options.mayOpen(), closing.opened]);
      if (closed) throw new Error("The client is closed.");
      return options.url;
    },
    retryDelayMs: () => 0,
    WebSocket: observeSockets(framedSockets(options.WebSocket), onSocket),
    experimental_encoder: frameEncoder,
    connectionParams: async () => ({ token: await options.token() }),
  });
  const connection = followState(client, () => closed, refusals.opened);
  const dropAll = () => {
    for (const socket of Array.from(sockets)) socket.drop();
  };

  return {
    client,
    connection,
    refusal: refusals.refusal,
    reconnectNow() {
      attempt = Math.min(attempt, 1);
      pause.skip();
      for (const socket of Array.from(sockets)) socket.probe();
    },
    renew() {
      dropAll();
      // This reconnect is intended, so it needs no pause.
      attempt = 0;
      pause.skip();
    },
    async close() {
      if (closed) return;
      closed = true;
      connection.set("closed");
      pause.skip();
      closing.open();
      await closeClient(client, dropAll);
    },
  };
}

/** Gives open calls some time before their sockets are dropped. */
async function closeClient(client: TRPCWebSocketClient, dropAll: () => void): Promise<void> {
  const timer = setTimeout(dropAll, closeGraceMs);
  await client.close();
  clearTimeout(timer);
}

/** Attempt 0 is a client's first and starts immediately; 1 is the first after a loss. */
async function waitForAttempt(pause: Pause, attempt: number): Promise<void> {
  if (attempt === 0) return;
  await pause.wait(
    attempt === 1 ? Math.random() * firstRetryMs : backoffMs(attempt - 2, retryBackoff),
  );
}

function followState(client: TRPCWebSocketClient, isClosed: () => boolean, onOpen: () => void) {
  const connection = createValue<ConnectionState>("connecting");
  client.connectionState.subscribe({
    next({ state, error }) {
      if (isClosed()) return;
      if (state === "pending") {
        connection.set("open");
        onOpen();
      } else if (error) connection.set("reconnecting");
    },
  });
  return connection;
}
