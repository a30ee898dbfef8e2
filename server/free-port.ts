/** A port of the host on which nobody listens at this moment. */
export function freePort(hostname = "127.0.0.1"): number {
  const probe = Bun.listen({ hostname, port: 0, socket: { data() {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}

/**
 * Throws one clear sentence when a server could not listen there, so that this is known before
 * anything else is started. Port 0 always fits.
 */
export function requireFreePort(hostname: string, port: number): void {
  try {
    Bun.listen({ hostname, port, socket: { data() {} } }).stop(true);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    if (code === "EADDRINUSE") {
      throw new Error(
        `port ${port} of ${hostname} is in use; stop what runs there, or set PORT to another`,
        {
          cause,
        },
      );
    }
    const reason = code === null ? "" : ` (${String(code)})`;
    throw new Error(`cannot listen on port ${port} of ${hostname}${reason}; set HOST and PORT`, {
      cause,
    });
  }
}
