import { Socket } from "node:net";

/** The driver's parsed address: the first host counts, or the path of a Unix socket. */
export interface DatabaseAddress {
  host: readonly string[];
  port: readonly number[];
  path?: string | undefined;
}

/** Begins to connect to PostgreSQL, for the driver's `socket` option. */
export function connectSocket({ host, port, path }: DatabaseAddress): Socket {
  const socket = new DatabaseSocket();
  if (path) return socket.connect(path);
  const [hostname = "localhost"] = host;
  // The driver checks a TLS certificate against this name.
  return Object.assign(socket, { host: hostname }).connect(port[0] ?? 5432, hostname);
}

/**
 * Spares the driver two things that it does not survive, and that happen behind a proxy whose
 * server is away:
 * - a connection that is closed without a word: it tries again without a pause, and the request
 *   that waits for it waits for ever. Here that is an error.
 * - a close between its write and the turn of the event loop that sends it: it never sends
 *   anything on that connection again. Here the close comes a turn later.
 */
class DatabaseSocket extends Socket {
  #answered = false;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === "data") this.#answered = true;
    if (event !== "close") return super.emit(event, ...args);
    setImmediate(() => {
      if (!this.#answered && args[0] !== true) super.emit("error", hungUp());
      super.emit(event, ...args);
    });
    return true;
  }
}

function hungUp(): Error {
  const error = new Error("The database hung up before it said anything.");
  return Object.assign(error, { code: "ECONNRESET" });
}
