import { Socket } from "node:net";

/** The driver's parsed address: the first host counts, or the path of a Unix socket. */
export interface DatabaseAddress {
  host: readonly string[];
  port: readonly number[];
  path?: string | undefined;
}

/**
 * Begins to connect to PostgreSQL, for the driver's `socket` option. A proxy whose server is away
 * accepts and hangs up without a word. The driver takes that for the end of an old connection and
 * tries again without a pause, while the request waits for ever: here it is an error.
 */
export function connectSocket({ host, port, path }: DatabaseAddress): Socket {
  const socket = new Socket();
  let answered = false;
  socket.once("data", () => (answered = true));
  socket.once("close", (hadError) => {
    if (answered || hadError) return;
    const error = new Error("The database hung up before it said anything.");
    socket.emit("error", Object.assign(error, { code: "ECONNRESET" }));
  });
  if (path) return socket.connect(path);
  const [hostname = "localhost"] = host;
  // The driver checks a TLS certificate against this name.
  return Object.assign(socket, { host: hostname }).connect(port[0] ?? 5432, hostname);
}
