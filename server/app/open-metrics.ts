import type { Config } from "./config.ts";
import { requireFreePort } from "../platform/free-port.ts";
import { MetricsServer } from "../api/http/metrics-server.ts";
import type { Logger } from "../platform/log.ts";
import { mailKinds } from "../mail/mail-content.ts";
import { createMetrics, type Metrics } from "../platform/metrics/create-metrics.ts";

/**
 * Creates a node's metrics, and serves them on a separate port if one is configured: from before
 * the node serves until after it stops, so that both can be watched.
 *
 * @returns the metrics and the port's origin, which is null when the main port serves them
 * @throws Error when the port is not free
 */
export function openMetrics(
  opening: AsyncDisposableStack,
  { host, metricsPort: port, metricsToken: token }: Config,
  log: Logger,
): { metrics: Metrics; metricsOrigin: string | null } {
  const metrics = createMetrics();
  // Prometheus misses the first increase of a counter that did not exist, and the first failure
  // matters most.
  for (const kind of mailKinds) metrics.mails.inc({ kind, outcome: "failed" }, 0);
  if (port === null) return { metrics, metricsOrigin: null };
  requireFreePort(host, port, "METRICS_PORT");
  const { registry } = metrics;
  const { origin } = opening.use(
    new MetricsServer({ source: registry, log }, { host, port, token }),
  );
  return { metrics, metricsOrigin: origin };
}
