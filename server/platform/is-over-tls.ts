/** Whether the server is reached over TLS, according to `PUBLIC_URL`; null if that is not set. */
export function isOverTls(publicOrigin: string | null): boolean {
  return publicOrigin?.startsWith("https:") ?? false;
}
