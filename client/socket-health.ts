/** Callbacks about one socket. */
export interface SocketEvents {
  /** The server has answered a call on it, so it accepted the access token. */
  onAccepted(): void;
  /**
   * It is closed. `rejected`: the server closed it without answering any call, or because of its
   * user. `openMs`: how long it was open, in milliseconds.
   */
  onGone(socket: { rejected: boolean; openMs: number }): void;
}

/** A monitored socket. */
export interface WatchedSocket {
  /** Asks the server for a sign of life now, and drops the socket if none comes. */
  probe(): void;
  /** Ends the socket without waiting for the other side. */
  drop(): void;
}

/** The server's close code that asks for a new access token. */
const unauthenticatedCode = 4401;

/** Silence before a sign of life is requested, in milliseconds; below the usual 60 s of proxies. */
const quietMs = 20_000;

/** Longest wait for it, in milliseconds: a bad mobile link's round trip, with a margin. */
const answerMs = 4_000;

/**
 * Monitors one socket: detects when it is dead although no event says so (a half-open connection
 * stays silent forever), and whether the server has accepted it.
 */
export function watchSocket(socket: WebSocket, events: SocketEvents): WatchedSocket {
  let openedAt: number | null = null;
  let accepted = false;
  let dropped = false;
  let gone = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drop = () => {
    dropped = true;
    if (!gone) dropSocket(socket);
  };
  const probe = () => {
    clearTimeout(timer);
    if (gone || openedAt === null) return;
    if (socket.readyState !== socket.OPEN) return drop();
    timer = setTimeout(drop, answerMs);
    socket.send("PING");
  };
  const rest = () => {
    clearTimeout(timer);
    timer = setTimeout(probe, quietMs);
  };

  socket.addEventListener("open", () => {
    openedAt = performance.now();
    rest();
  });
  socket.addEventListener("message", ({ data }) => {
    rest();
    if (accepted || typeof data !== "string" || !data.includes('"result"')) return;
    accepted = true;
    events.onAccepted();
  });
  socket.addEventListener("close", (event) => {
    if (gone) return;
    gone = true;
    clearTimeout(timer);
    events.onGone({
      rejected: openedAt !== null && !dropped && (!accepted || event.code === unauthenticatedCode),
      openMs: openedAt === null ? 0 : performance.now() - openedAt,
    });
  });
  return { probe, drop };
}

/** A WebSocket class that passes each new socket to `onSocket`. */
export function observeSockets(
  Base: typeof WebSocket,
  onSocket: (socket: WebSocket) => void,
): typeof WebSocket {
  return class extends Base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      onSocket(this);
    }
  };
}

/**
 * Ends a socket and notifies its listeners immediately, because until then calls would use it.
 * `close` alone waits for the other side, which may not be there; server runtimes can terminate. A
 * browser's listeners hear the end a second time, when the browser gives up.
 */
function dropSocket(socket: WebSocket): void {
  if ("terminate" in socket && typeof socket.terminate === "function") socket.terminate();
  else socket.close();
  // Sockets of the package `ws` accept no dispatched events, but emit their own in a moment.
  if (typeof socket.dispatchEvent === "function") socket.dispatchEvent(new Event("close"));
}
