/**
 * Whether a browser page may use this server with its cookies and sockets: pages of the server
 * itself and of the origins an operator allows. Programs that are no browser send no `Origin`.
 *
 * @param allowed origins such as `https://chat.example.org`
 */
export function isAllowedOrigin(headers: Headers, allowed: readonly string[]): boolean {
  const origin = headers.get("origin");
  if (origin === null) return !/^(cross|same)-site$/.test(headers.get("sec-fetch-site") ?? "");
  if (allowed.includes(origin)) return true;
  const page = URL.parse(origin);
  return page !== null && page.host === headers.get("host");
}
