/** Whether people reach the server by TLS, as `PUBLIC_URL` says; null when it is not set. */
export function isOverTls(publicOrigin: string | null): boolean {
  return publicOrigin?.startsWith("https:") ?? false;
}
