import type { Server } from "bun";
import type { SocketData } from "./bun-socket.ts";
import type { Caller } from "./from-this-machine.ts";

/** A request being handled. */
export interface Incoming {
  /** Empty for an invalid URL. */
  pathname: string;
  request: Request;
  server: Server<SocketData>;
  caller: Caller;
  /** For the log and for the response. */
  id: string;
}
