/**
 * The URL of a path under a server's base address. A query of the base, such as Azure's
 * `?api-version=…`, stays behind the path.
 *
 * @param baseUrl with or without trailing slashes
 * @param path starts with a slash
 * @throws TypeError for an invalid base URL
 */
export function joinPath(baseUrl: string, path: string): string {
  const url = new URL(baseUrl);
  let end = url.pathname.length;
  while (url.pathname[end - 1] === "/") end--;
  url.pathname = url.pathname.slice(0, end) + path;
  return url.href;
}
