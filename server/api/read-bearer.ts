/** The token of an `Authorization` header; null without one. */
export function readBearer(headers: Headers): string | null {
  return /^Bearer (\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}
