/** A port of the host that is currently free. */
export function freePort(hostname = "127.0.0.1"): number {
  const probe = Bun.listen({ hostname, port: 0, socket: { data() {} } });
  const { port } = probe;
  probe.stop(true);
  return port;
}

/**
 * Throws one clear sentence when a server could not listen on the port, so that this is known
 * before anything else starts. Port 0 is always fine.
 *
 * @param setting the setting that the sentence names
 */
export function requireFreePort(hostname: string, port: number, setting = "PORT"): void {
  try {
    Bun.listen({ hostname, port, socket: { data() {} } }).stop(true);
  } catch (cause) {
    const place = `port ${port} of ${hostname}`;
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    throw new Error(
      code === "EADDRINUSE"
        ? `${place} is in use; stop what runs there, or set ${setting} to another`
        : `cannot listen on ${place}${typeof code === "string" ? ` (${code})` : ""}; set HOST and ${setting}`,
      { cause },
    );
  }
}
