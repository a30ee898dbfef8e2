/** The server cannot listen on a port; the message says why. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/** The address to listen on, and the setting that it comes from. */
export interface ListenPlace {
  host: string;
  port: number;
  setting: "PORT" | "METRICS_PORT";
}

/** The error that the operator sees at startup. */
export function toListenError(cause: unknown, { host, port, setting }: ListenPlace): ListenError {
  const taken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
  const reason = taken ? "is in use by another program" : `cannot be listened on: ${String(cause)}`;
  return new ListenError(`Port ${port} on ${host} ${reason}. Set ${setting} to another.`, {
    cause,
  });
}

/** The address of a server, such as `http://localhost:8000`. */
export function originOf(host: string, port: number | undefined): string {
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
