/** The header that carries it, both ways. */
export const requestIdHeader = "x-request-id";

/**
 * The id of a request, for the log and for whoever asks about it: a proxy's own where a trusted
 * one brings it, else a new one. What anybody else writes there never reaches the log.
 */
export function requestIdOf(headers: Headers, isFromTrustedProxy: boolean): string {
  const brought = headers.get(requestIdHeader);
  const isKept = isFromTrustedProxy && brought !== null && /^[\w.:-]{1,64}$/.test(brought);
  return isKept ? brought : crypto.randomUUID();
}
