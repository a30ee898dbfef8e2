import type { Server } from "bun";
import type { SocketData } from "./bun-socket.ts";
import type { Caller } from "./from-this-machine.ts";

/** A request being handled. */
export interface Incoming {
  /** Below the base path. Empty for an invalid URL, and for a path that is not below it. */
  pathname: string;
  request: Request;
  server: Server<SocketData>;
  caller: Caller;
  /** For the log and for the response. */
  id: string;
}
