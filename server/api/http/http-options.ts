import type { AssetSource } from "./dev-assets.ts";
import type { MetricsSource } from "./metrics-page.ts";
import type { SocketLimits } from "./websocket.ts";

/** Options of the HTTP server. */
export interface HttpOptions {
  host: string;
  port: number;
  /** Whether other processes of this program listen on the same port. */
  sharesPort: boolean;
  /** The server's public origin; null if not configured. */
  publicOrigin: string | null;
  allowedOrigins: readonly string[];
  /** The path below which everything is served, such as `/chat`; empty at the root. */
  basePath: string;
  /** Whether the server is reached over TLS only. */
  overTls: boolean;
  /** Whether `/api/create-session` requires a token. */
  sessionsNeedToken: boolean;
  /** Origins whose pages may embed the app in a frame. */
  frameAncestors: readonly string[];
  /** Whether connection limits apply. */
  rateLimits: boolean;
  /** Null on a node without the role `web`, which serves only health checks. */
  assets: AssetSource | null;
  /** Development assets come from Vite, whose scripts the strict policy would block. */
  development: boolean;
  sockets?: Partial<SocketLimits>;
  /** What `/metrics` shows; null when it is served on a separate port. */
  metrics: MetricsSource | null;
  /** Required bearer token for `/metrics`; null allows only this machine. */
  metricsToken: string | null;
  /** Addresses and ranges of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are trusted. */
  trustedProxies: readonly string[];
  /** Whether requests of trusted proxies continue the traces that they name. */
  continuesTraces: boolean;
  /** In development, the folder of mails for the inbox page; otherwise null. */
  outboxFolder: string | null;
}
