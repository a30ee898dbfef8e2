import { maxSubscriptionsPerSocket } from "../../../shared/limits.ts";
import { RequestError } from "../../platform/errors.ts";
import { fullForSeconds } from "../../platform/limits/policies.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import type { OpenStream } from "../trpc/request-context.ts";
import type { FullQuota, OpenQuota } from "./open-quota.ts";

/** Dependencies of counting subscriptions. */
export interface StreamDeps {
  quota: OpenQuota;
  metrics: Pick<Metrics, "streamRefusals">;
}

/** Counts the subscriptions of one socket, against the socket's limit and its user's. */
export function streamsOfSocket(
  socket: { subscriptions: number },
  { quota, metrics }: StreamDeps,
): OpenStream {
  return (account) => {
    if (socket.subscriptions >= maxSubscriptionsPerSocket) throw refusal(metrics, "socket_full");
    if (!quota.openStream(account)) throw refusal(metrics, "user_full");
    socket.subscriptions++;
    return () => {
      socket.subscriptions--;
      quota.closedStream(account);
    };
  };
}

/**
 * Counts subscriptions over HTTP. Each keeps a connection of its address and user open, as a socket
 * does.
 */
export function streamsOverHttp(address: string, { quota, metrics }: StreamDeps): OpenStream {
  return (account) => {
    if (!quota.openFrom(address)) throw refusal(metrics, "address_full");
    if (!quota.openBy(account)) {
      quota.closedFrom(address);
      throw refusal(metrics, "user_full");
    }
    if (!quota.openStream(account)) {
      quota.closedFrom(address);
      quota.closedBy(account);
      throw refusal(metrics, "user_full");
    }
    return () => {
      quota.closedFrom(address);
      quota.closedBy(account);
      quota.closedStream(account);
    };
  };
}

function refusal(metrics: StreamDeps["metrics"], reason: FullQuota | "socket_full"): RequestError {
  metrics.streamRefusals.inc({ reason });
  return new RequestError("rate_limited", "Too many subscriptions are open.", {
    retryAfterMs: fullForSeconds * 1_000,
  });
}
