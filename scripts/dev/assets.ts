import { createServer, type ViteDevServer } from "vite";

/**
 * Serves the app's sources with hot reload. The server passes requests for pages on to it; the
 * browser's reload socket comes here directly.
 */
export async function startAssets(
  configFile: string,
  address: { host: string; port: number },
): Promise<ViteDevServer> {
  const { host, port } = address;
  const vite = await createServer({
    configFile,
    logLevel: "warn",
    clearScreen: false,
    server: { host, port, strictPort: true, ws: { clientPort: port } },
  });
  return vite.listen();
}
