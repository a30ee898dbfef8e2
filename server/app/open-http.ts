import type { Brand } from "../../shared/brand.ts";
import { type AssetSource, proxyDevAssets } from "../api/http/dev-assets.ts";
import type { HttpOptions } from "../api/http/http-options.ts";
import { openStaticFiles } from "../api/http/static-files.ts";
import type { SocketLimits } from "../api/http/websocket.ts";
import { isOverTls } from "../platform/is-over-tls.ts";
import { programFile } from "../platform/program-files.ts";
import type { Config } from "./config.ts";
import { outboxFolderOf } from "./open-mail.ts";

/**
 * The app's files; null for a node with the role `worker`.
 *
 * @param brand how the server presents itself at this moment
 */
export async function openAssets(
  { role, devAssetsUrl, basePath, frameAncestors }: Config,
  brand: () => Promise<Brand>,
): Promise<AssetSource | null> {
  if (role === "worker") return null;
  if (devAssetsUrl !== null) return proxyDevAssets(devAssetsUrl);
  return openStaticFiles(programFile("dist/web"), { basePath, frameAncestors, brand });
}

/** The options of the HTTP server, from the settings. */
export function httpOptionsOf(
  config: Config,
  node: Pick<HttpOptions, "assets" | "metrics" | "sharesPort"> & { sockets: Partial<SocketLimits> },
): HttpOptions {
  return {
    host: config.host,
    port: config.port,
    sharesPort: node.sharesPort,
    publicOrigin: config.publicOrigin,
    allowedOrigins: config.allowedOrigins,
    basePath: config.basePath,
    overTls: isOverTls(config.publicOrigin),
    assets: node.assets,
    development: config.devAssetsUrl !== null,
    sockets: node.sockets,
    frameAncestors: config.frameAncestors,
    sessionsNeedToken: config.sessionsNeedToken,
    rateLimits: config.rateLimits,
    metrics: config.metricsPort === null ? node.metrics : null,
    metricsToken: config.metricsToken,
    trustedProxies: config.trustedProxies,
    continuesTraces: config.telemetry.continuesProxies,
    outboxFolder: outboxFolderOf(config),
  };
}
