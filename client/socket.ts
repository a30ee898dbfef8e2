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
  /** The access token for a socket that has just opened. */
  token(): Promise<string>;
  /** Resolves when it makes sense to open a socket. */
  mayOpen(): Promise<void>;
  /** A socket closed before the server answered anything on it: it may not like the token. */
  onRejected(): void;
  /** Asks the server whether it would take a socket; without this, `refusal` stays null. */
  askWhyRefused?: RefusalQuestion;
}

/** The one socket of a client: opened at once and again whenever it is lost. */
export interface ChatSocket {
  readonly client: TRPCWebSocketClient;
  readonly connection: Observable<ConnectionState>;
  /** Why no socket opens although the server answers; null when that is not known. */
  readonly refusal: Observable<ConnectionRefusal | null>;
  /** Ends any wait between attempts, and checks that a socket that seems open is alive. */
  reconnectNow(): void;
  /** Opens a new socket with the present token; subscriptions go on there. */
  renew(): void;
  close(): Promise<void>;
}

/** The first attempt after a loss comes within this time, in milliseconds: enough to spread a restart's crowd. */
const firstRetryMs = 200;

/** Between later attempts. */
const retryBackoff = { baseMs: 500, capMs: 10_000 };

/** A socket that stayed open this long was a good one: its loss starts the attempts anew. */
const goodSocketMs = 5_000;

/** How long `close` lets calls under way finish, in milliseconds. */
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
    // The waits live here and not in `retryDelayMs`, so that they can be cut short.
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
      // This one is wanted, so nothing has to be spread or waited for.
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

/** Lets calls under way finish for a while before their sockets are dropped. */
async function closeClient(client: TRPCWebSocketClient, dropAll: () => void): Promise<void> {
  const timer = setTimeout(dropAll, closeGraceMs);
  await client.close();
  clearTimeout(timer);
}

/** Attempt 0 is a client's very first and goes at once; 1 is the first after a loss. */
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
