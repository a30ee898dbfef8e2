import type { Config } from "./config.ts";
import { requireFreePort } from "../platform/free-port.ts";
import { MetricsServer } from "../api/http/metrics-server.ts";
import type { Logger } from "../platform/log.ts";
import { mailKinds } from "../mail/mail-content.ts";
import { createMetrics, type Metrics } from "../platform/metrics/create-metrics.ts";

/**
 * Makes a node's metrics, and shows them on a port of their own where there is one: from before
 * the node serves anybody until after it does, so that its start and its end can be watched.
 *
 * @returns the metrics, and where they are; null where the port for everything has them
 * @throws Error when the port is not free
 */
export function openMetrics(
  opening: AsyncDisposableStack,
  { host, metricsPort: port, metricsToken: token }: Config,
  log: Logger,
): { metrics: Metrics; metricsOrigin: string | null } {
  const metrics = createMetrics();
  // A rise from nothing goes unseen, and the first failure is the one to know of.
  for (const kind of mailKinds) metrics.mails.inc({ kind, outcome: "failed" }, 0);
  if (port === null) return { metrics, metricsOrigin: null };
  requireFreePort(host, port, "METRICS_PORT");
  const { registry } = metrics;
  const { origin } = opening.use(new MetricsServer({ registry, log }, { host, port, token }));
  return { metrics, metricsOrigin: origin };
}
