import { requireFreePort } from "../../platform/free-port.ts";

/**
 * Makes sure that no other program listens on the port, and that no other supervisor is about to.
 * Processes that share a port do not keep others of the same user from sharing it too, and the
 * kernel would give those a part of the connections.
 *
 * The lock is a socket in Linux's abstract namespace, which like ports belongs to the network
 * namespace, and ends with this process.
 *
 * @returns the lock; hold it for as long as the port is in use
 * @throws Error when the port is in use
 */
export function lockPort(host: string, port: number): Disposable {
  requireFreePort(host, port);
  try {
    const unix = `\0chatkit port ${port} of ${host}`;
    const lock = Bun.listen({ unix, socket: { open: (socket) => void socket.end(), data() {} } });
    return { [Symbol.dispose]: () => lock.stop(true) };
  } catch (cause) {
    throw new Error(
      `port ${port} of ${host} is in use; stop what runs there, or set PORT to another`,
      { cause },
    );
  }
}
