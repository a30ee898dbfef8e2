/**
 * Paths that answer at the root too, because orchestrators and Prometheus call a node directly and
 * not through the proxy.
 */
const nodePaths: ReadonlySet<string> = new Set(["/livez", "/readyz", "/metrics"]);

/**
 * A path as if the server were at the root of its host; null for one that is not below `BASE_PATH`.
 *
 * @param basePath such as `/chat`; empty at the root
 */
export function belowBase(pathname: string, basePath: string): string | null {
  if (basePath === "" || nodePaths.has(pathname)) return pathname;
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : null;
}

/**
 * The answer to an address outside `BASE_PATH`, or an invalid one: `/chat` leads to `/chat/`, other
 * paths are not of this server.
 */
export function outsideBase(address: string, basePath: string): Response {
  const url = URL.parse(address);
  if (url === null) return new Response("Bad request", { status: 400 });
  const { pathname, search } = url;
  if (pathname === basePath)
    return new Response(null, {
      status: 308,
      headers: { location: `${basePath}/${search}`, "cache-control": "no-store" },
    });
  return new Response(
    `Not found: this server answers below ${basePath}/ (BASE_PATH).\n` +
      "A proxy in front of it has to pass paths on as they are, without removing that part.\n",
    {
      status: 404,
      headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
    },
  );
}
