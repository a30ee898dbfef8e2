import type { StaticFiles } from "./static-files.ts";

/** Proxies the app from Vite in development, which listens on a separate port. */
export function proxyDevAssets(viteUrl: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    headers.set("host", new URL(viteUrl).host);
    headers.delete("accept-encoding");
    try {
      return await fetch(new URL(pathname + search, viteUrl), {
        method: request.method,
        headers,
        redirect: "manual",
      });
    } catch {
      return new Response("The development server of the app is starting or has stopped.", {
        status: 502,
      });
    }
  };
}

/** Built files, or Vite's in development. */
export type AssetSource = StaticFiles | ReturnType<typeof proxyDevAssets>;
