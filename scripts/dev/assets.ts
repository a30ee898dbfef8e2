import { createServer, type ViteDevServer } from "vite";

/**
 * Serves the app's sources with hot reload. The server proxies requests for pages to it; the
 * browser's reload socket connects directly.
 */
export async function startAssets(
  configFile: string,
  address: { host: string; port: number; basePath: string },
): Promise<ViteDevServer> {
  const { host, port, basePath } = address;
  const vite = await createServer({
    configFile,
    base: `${basePath}/`,
    logLevel: "warn",
    clearScreen: false,
    server: { host, port, strictPort: true, ws: { clientPort: port } },
  });
  return vite.listen();
}
