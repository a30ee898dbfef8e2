/** Where sockets are opened. */
export const socketPath = "/trpc";

/** What this server answers itself, and the app does not. */
export function isOwnPath(pathname: string): boolean {
  return /^\/(livez$|readyz$|metrics$|export$|trpc$|trpc\/)/.test(pathname) || isRestPath(pathname);
}

/** What programs call that speak no tRPC, and what describes it. */
export function isRestPath(pathname: string): boolean {
  return /^\/(api\/|v1\/|openapi\.json$|docs\/api$)/.test(pathname);
}

/** Where a body may be sent. Anywhere else nothing reads it; the socket's path answers it at once. */
export function takesBody(pathname: string, method: string): boolean {
  const isRead = method === "GET" || method === "HEAD";
  return !isRead && (/^\/trpc($|\/)/.test(pathname) || isRestPath(pathname));
}
