import type { Server } from "bun";
import type { Logger } from "../../platform/log.ts";
import { originOf, toListenError } from "./listen-error.ts";
import { type MetricsSource, metricsPage } from "./metrics-page.ts";

/** Address and access of the metrics port. */
export interface MetricsServerOptions {
  host: string;
  port: number;
  /** The required bearer token; null allows only this machine. */
  token: string | null;
}

/**
 * Serves `/metrics` on a separate port, from before the node serves clients until after it stops.
 */
export class MetricsServer implements AsyncDisposable {
  readonly #server: Server<undefined>;
  readonly #host: string;

  /** @throws ListenError when the port cannot be listened on */
  constructor(
    { source, log }: { source: MetricsSource; log: Logger },
    { host, port, token }: MetricsServerOptions,
  ) {
    this.#host = host;
    try {
      this.#server = Bun.serve({
        hostname: host,
        port,
        async fetch(request, server) {
          if (URL.parse(request.url)?.pathname !== "/metrics")
            return new Response("Only /metrics is here.", { status: 404 });
          const address = server.requestIP(request)?.address ?? null;
          return metricsPage(source, token, { headers: request.headers, address });
        },
        error(error) {
          log.error({ err: error }, "metrics not served");
          return new Response("Something went wrong on the server.", { status: 500 });
        },
      });
    } catch (cause) {
      throw toListenError(cause, { host, port, setting: "METRICS_PORT" });
    }
  }

  /** The address it listens on, such as `http://localhost:9100`. */
  get origin(): string {
    return originOf(this.#host, this.#server.port);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }
}
