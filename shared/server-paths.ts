/**
 * Whether the server answers a path itself, instead of the app: a browser's service worker never
 * answers these with the app's page.
 */
export function isServerPath(pathname: string): boolean {
  return /^\/(livez$|readyz$|metrics$|export$|trpc$|trpc\/|api\/|v1\/|openapi\.json$|docs\/api$|s\/|import\/|oidc\/|brand\/|frame\/(page|diagram|chart)$|dev\/mail(\/|$))/.test(
    pathname,
  );
}
