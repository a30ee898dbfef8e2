import type { RequestErrorCode } from "../shared/errors.ts";
import type { Fetch } from "./credentials.ts";
import { RequestError, toRequestError } from "./request-error.ts";

/**
 * Sends an HTTP request other than a procedure call as the connected user, for the bytes of files.
 * A rejected token is renewed once. Rejects with a `RequestError` for every response that is no
 * success, and when there is none; with the signal's reason when that aborts.
 *
 * @param path starts with `/`
 * @param init its body must be one that can be sent twice: no stream
 */
export type HttpRequest = (path: string, init?: RequestInit) => Promise<Response>;

export interface HttpRequestOptions {
  /** The server's address, without a slash at its end. */
  address: string;
  fetch: Fetch;
  /** The current token. */
  token: () => Promise<string>;
  /** The server rejected the last token. */
  onRejected: () => void;
}

/** Creates requests with a token. */
export function createHttpRequest({
  address,
  fetch,
  token,
  onRejected,
}: HttpRequestOptions): HttpRequest {
  const attempt = async (path: string, init: RequestInit | undefined) => {
    const headers = new Headers(init?.headers);
    headers.set("authorization", `Bearer ${await token()}`);
    return fetch(address + path, { ...init, headers });
  };
  return async (path, init) => {
    try {
      const first = await attempt(path, init);
      if (first.status !== 401) return await successOf(first);
      await first.body?.cancel();
      onRejected();
      return await successOf(await attempt(path, init));
    } catch (cause) {
      init?.signal?.throwIfAborted();
      throw toRequestError(cause);
    }
  };
}

/** Codes of refusals without one, by status. Proxies in front of the server answer 502 and 504. */
const codesByStatus: Readonly<Record<number, RequestErrorCode>> = {
  400: "invalid_input",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  408: "unavailable",
  409: "conflict",
  413: "too_large",
  429: "rate_limited",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

async function successOf(response: Response): Promise<Response> {
  if (response.ok) return response;
  await response.body?.cancel();
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  throw new RequestError(
    codesByStatus[response.status] ?? "internal",
    `The server answered ${response.status}.`,
    { retryAfterMs: Number.isNaN(seconds) ? undefined : seconds * 1_000 },
  );
}
