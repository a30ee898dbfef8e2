import { isCallbackPath } from "./identity-callback.ts";
import { isFramePath } from "./preview-frame.ts";

/** The path for sockets. */
export const socketPath = "/trpc";

/** Whether the server answers a path itself, instead of the app. */
export function isOwnPath(pathname: string): boolean {
  return (
    /^\/(livez$|readyz$|metrics$|export$|trpc$|trpc\/)/.test(pathname) ||
    isRestPath(pathname) ||
    isSharePath(pathname) ||
    isImportPath(pathname) ||
    isFramePath(pathname) ||
    isCallbackPath(pathname) ||
    isBrandPath(pathname)
  );
}

/** Whether a path is that of a picture of the server. */
export function isBrandPath(pathname: string): boolean {
  return pathname.startsWith("/brand/");
}

/** Whether a path is that of a part of an import. */
export function isImportPath(pathname: string): boolean {
  return pathname.startsWith("/import/");
}

/** Whether a path belongs to the pages of links to chats. */
export function isSharePath(pathname: string): boolean {
  return pathname.startsWith("/s/");
}

/** Whether a path belongs to the REST routes or their documentation. */
export function isRestPath(pathname: string): boolean {
  return /^\/(api\/|v1\/|openapi\.json$|docs\/api$)/.test(pathname);
}

/**
 * Whether a request may have a body. On other paths it would not be read; the socket's path answers
 * at once.
 */
export function takesBody(pathname: string, method: string): boolean {
  const isRead = method === "GET" || method === "HEAD";
  if (isRead) return false;
  return (
    /^\/trpc($|\/)/.test(pathname) ||
    [isRestPath, isSharePath, isImportPath].some((is) => is(pathname))
  );
}
