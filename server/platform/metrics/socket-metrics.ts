import type { Registry } from "prom-client";
import { fromZero } from "./from-zero.ts";

/** Why a socket is refused. */
export const socketRefusalReasons = [
  "draining",
  "host",
  "origin",
  "address_full",
  "user_full",
  "no_upgrade",
  "unauthenticated",
] as const;

/** Metrics of sockets, besides the open ones. */
export function socketMetrics(registry: Registry) {
  const registers = [registry];
  return {
    socketsCut: fromZero("reason", ["stalled", "overflow"], {
      name: "chatkit_sockets_cut_total",
      help: "Sockets that this node closed: the client received nothing for too long, or too much was buffered for it or for its address.",
      registers,
    }),
    streamRefusals: fromZero("reason", ["socket_full", "user_full", "address_full"], {
      name: "chatkit_stream_refusals_total",
      help: "Subscriptions refused because a socket, a user or an address had too many open.",
      registers,
    }),
    socketRefusals: fromZero("reason", socketRefusalReasons, {
      name: "chatkit_socket_refusals_total",
      help: "Sockets that this node refused, by reason: it was draining, the host or the origin is not allowed, an address or a user had too many, the request was no upgrade, or the client was not authenticated.",
      registers,
    }),
  };
}
