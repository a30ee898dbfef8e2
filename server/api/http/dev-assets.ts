import type { StaticFiles } from "./static-files.ts";

/** In development the app comes from Vite, which has a port of its own behind this one. */
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

/** Either source of the app's files. */
export type AssetSource = StaticFiles | ReturnType<typeof proxyDevAssets>;
