/** Headers that differ from call to call; undefined for none. */
export type HeadersOfCall = () => Readonly<Record<string, string>> | undefined;

/** Settings for the SDK's packages that lead to an address. */
export interface AddressedFetch {
  /** Without its query, as the packages put paths behind it. */
  baseURL: string;
  fetch: typeof globalThis.fetch;
}

/**
 * Keeps an address's query, such as a gateway's `?api-version=…`, behind the paths that the packages
 * append. fetch gets no timeout, because the watchdog keeps the time, and follows no redirect, which
 * would send key and conversation elsewhere.
 */
export function createAddressedFetch(
  baseUrl: string,
  headersOfCall: HeadersOfCall = () => undefined,
): AddressedFetch {
  const url = new URL(baseUrl);
  const query = [...url.searchParams];
  url.search = "";
  const send = (input: string | URL | Request, init?: RequestInit) =>
    fetch(withQuery(input, query), {
      ...withHeaders(init, headersOfCall()),
      timeout: false,
      redirect: "manual",
    });
  return {
    baseURL: url.href.replace(/\/$/, ""),
    fetch: Object.assign(send, { preconnect: fetch.preconnect }),
  };
}

function withHeaders(
  init: RequestInit | undefined,
  added: Readonly<Record<string, string>> | undefined,
): RequestInit | undefined {
  if (!added) return init;
  const headers = new Headers(init?.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return { ...init, headers };
}

function withQuery(
  input: string | URL | Request,
  query: readonly (readonly [string, string])[],
): string | URL | Request {
  if (query.length === 0) return input;
  const url = new URL(input instanceof Request ? input.url : input);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return input instanceof Request ? new Request(url, input) : url;
}
