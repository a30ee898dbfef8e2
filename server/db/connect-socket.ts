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
 * A proxy whose server is away accepts and hangs up without a word. The driver then tries again
 * without a pause, while the request that wants the connection waits for ever: here it is an error.
 */
class DatabaseSocket extends Socket {
  #answered = false;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === "data") this.#answered = true;
    if (event === "close" && !this.#answered && args[0] !== true) super.emit("error", hungUp());
    return super.emit(event, ...args);
  }
}

function hungUp(): Error {
  const error = new Error("The database hung up before it said anything.");
  return Object.assign(error, { code: "ECONNRESET" });
}
