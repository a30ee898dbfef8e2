import { Gauge, type Registry } from "prom-client";
import type { BunSocket } from "./bun-socket.ts";

/** What is told of all sockets together, whenever somebody asks. */
const gauges: readonly { name: string; help: string; of: (socket: BunSocket) => number }[] = [
  { name: "chatkit_sockets", help: "Open sockets.", of: () => 1 },
  {
    name: "chatkit_socket_subscriptions",
    help: "Live subscriptions of all sockets.",
    of: (socket) => socket.subscriptions,
  },
  {
    name: "chatkit_socket_buffered_bytes",
    help: "Bytes on their way to slow clients, of all sockets.",
    of: (socket) => socket.bufferedBytes,
  },
];

/** Tells how many sockets are open, and what they hold. */
export function observeSockets(registry: Registry, open: ReadonlySet<BunSocket>): void {
  for (const { name, help, of } of gauges) {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      collect() {
        let total = 0;
        for (const socket of open) total += of(socket);
        this.set(total);
      },
    });
    registry.registerMetric(gauge);
  }
}
