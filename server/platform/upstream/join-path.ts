/**
 * The address of a path under a server's base address. A query of the base, such as Azure's
 * `?api-version=…`, stays behind the path.
 *
 * @param baseUrl with or without slashes at its end
 * @param path begins with a slash
 * @throws TypeError for a base that is no URL
 */
export function joinPath(baseUrl: string, path: string): string {
  const url = new URL(baseUrl);
  let end = url.pathname.length;
  while (url.pathname[end - 1] === "/") end--;
  url.pathname = url.pathname.slice(0, end) + path;
  return url.href;
}
