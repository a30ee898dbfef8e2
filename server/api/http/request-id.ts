/** Header for the request id, in requests and responses. */
export const requestIdHeader = "x-request-id";

/**
 * The id of a request, for the log and for questions about it: the id of a trusted proxy if there
 * is one, otherwise a new one. An id from any other client never reaches the log.
 */
export function requestIdOf(headers: Headers, isFromTrustedProxy: boolean): string {
  const brought = headers.get(requestIdHeader);
  const isKept = isFromTrustedProxy && brought !== null && /^[\w.:-]{1,64}$/.test(brought);
  return isKept ? brought : crypto.randomUUID();
}
