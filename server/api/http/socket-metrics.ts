import { Counter, Gauge, type Registry } from "prom-client";
import type { BunSocket, SocketTraffic } from "./bun-socket.ts";

/** Values over all sockets, read at each scrape. */
const gauges: readonly { name: string; help: string; of: (socket: BunSocket) => number }[] = [
  { name: "chatkit_sockets", help: "Open sockets.", of: () => 1 },
  {
    name: "chatkit_socket_subscriptions",
    help: "Live subscriptions, over all sockets.",
    of: (socket) => socket.subscriptions,
  },
  {
    name: "chatkit_socket_buffered_bytes",
    help: "Bytes buffered for slow clients, over all sockets.",
    of: (socket) => socket.bufferedBytes,
  },
];

/** Keeps the traffic of closed sockets. */
export interface KeptTraffic {
  /** Adds the traffic of a socket that has closed. */
  keep(socket: BunSocket): void;
}

/** Registers metrics of open sockets, their buffers and their traffic. */
export function observeSockets(registry: Registry, open: ReadonlySet<BunSocket>): KeptTraffic {
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
  return observeTraffic(registry, open);
}

/** Each socket counts in plain numbers, so a frame costs no label look-up. */
function observeTraffic(registry: Registry, open: ReadonlySet<BunSocket>): KeptTraffic {
  const gone: SocketTraffic = { framesIn: 0, framesOut: 0, bytesIn: 0, bytesOut: 0 };
  const total = (key: keyof SocketTraffic) => {
    let sum = gone[key];
    for (const { traffic } of open) sum += traffic[key];
    return sum;
  };
  const count = (words: { name: string; help: string }, read: () => { in: number; out: number }) =>
    registry.registerMetric(
      new Counter({
        ...words,
        labelNames: ["direction"],
        registers: [],
        collect() {
          this.reset();
          const { in: incoming, out } = read();
          this.inc({ direction: "in" }, incoming);
          this.inc({ direction: "out" }, out);
        },
      }),
    );
  count(
    { name: "chatkit_socket_frames_total", help: "Frames over sockets, by direction." },
    () => ({ in: total("framesIn"), out: total("framesOut") }),
  );
  count(
    { name: "chatkit_socket_bytes_total", help: "Bytes in frames over sockets, by direction." },
    () => ({ in: total("bytesIn"), out: total("bytesOut") }),
  );
  return {
    keep({ traffic }) {
      gone.framesIn += traffic.framesIn;
      gone.framesOut += traffic.framesOut;
      gone.bytesIn += traffic.bytesIn;
      gone.bytesOut += traffic.bytesOut;
    },
  };
}
