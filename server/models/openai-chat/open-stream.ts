import { classifyFetchFailure, type RefusedResponse } from "./classify-failure.ts";
import type { JsonObject } from "../../platform/narrow.ts";
import { isMisplacedSuccess } from "./missing-path.ts";
import { joinPath } from "../../platform/upstream/join-path.ts";
import { readRetryAfterMs } from "../patience/retry-after.ts";

/** The URL and headers of requests. */
export interface Endpoint {
  url: string;
  headers: Headers;
  /** Headers of one call besides those; absent or undefined for none. */
  headersOfCall?: (() => Readonly<Record<string, string>> | undefined) | undefined;
}

/** The open event stream, or the response that came instead: a rejection, or a success without one. */
export type Opened =
  | { body: ReadableStream<Uint8Array> }
  | { refused: RefusedResponse }
  | { isPage: true };

/** Bytes read of an error's body: error objects are far smaller. */
const maxErrorBytes = 64 * 1024;

/** Bytes inspected of a success that claims to be JSON or a page. */
const mostPeeked = 1_024;

/** The credentials of a server. */
export interface Credentials {
  /** Undefined sends no `Authorization` header. */
  apiKey: string | undefined;
  /** Additional headers; they come last, so that they can replace the usual ones. */
  headers: Readonly<Record<string, string>>;
  headersOfCall?: Endpoint["headersOfCall"];
}

/**
 * The endpoint of a base URL (with or without a trailing slash). Throws `TypeError` for an invalid
 * URL or key.
 */
export function endpointOf(
  baseUrl: string,
  { apiKey, headers: further, headersOfCall }: Credentials,
): Endpoint {
  const url = joinPath(baseUrl, "/chat/completions");
  const headers = new Headers({
    "content-type": "application/json",
    accept: "text/event-stream, application/json",
    // Compression would hold back tokens until a block is full.
    "accept-encoding": "identity",
  });
  if (apiKey) headers.set("authorization", `Bearer ${apiKey}`);
  for (const [name, value] of Object.entries(further)) headers.set(name, value);
  return { url, headers, headersOfCall };
}

/**
 * Sends the request and waits for the response's headers. Throws `ProviderError` when there are
 * none, or nothing behind them (`provider_unreachable`). Aborting closes the socket.
 */
export async function openStream(
  endpoint: Endpoint,
  request: JsonObject,
  signal: AbortSignal,
): Promise<Opened> {
  const response = await send(endpoint, request, signal);
  if (!response.ok) {
    const retryAfterMs = readRetryAfterMs(response.headers, Date.now());
    return { refused: { status: response.status, body: await readStart(response), retryAfterMs } };
  }
  if (!response.body) return { isPage: true };
  const type = response.headers.get("content-type") ?? "";
  if (!/json|html/i.test(type)) return { body: response.body };
  try {
    return await peek(response.body);
  } catch (cause) {
    throw classifyFetchFailure(cause);
  }
}

/**
 * A JSON success may say that the path does not exist, and a page may be a stream: Flask and PHP label
 * everything as a page. Inspects the start and puts it back.
 */
async function peek(body: ReadableStream<Uint8Array>): Promise<Opened> {
  const source = body.getReader();
  const { value: first } = await source.read();
  const beginning = new TextDecoder().decode(first?.subarray(0, mostPeeked));
  const isPage = /^\s*</.test(beginning);
  if (isPage || isMisplacedSuccess(beginning)) {
    await source.cancel();
    return isPage
      ? { isPage }
      : { refused: { status: 404, body: beginning, retryAfterMs: undefined } };
  }
  return { body: putBack(first, source) };
}

function putBack(
  first: Uint8Array | undefined,
  source: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(put) {
      if (first) put.enqueue(first);
      else put.close();
    },
    async pull(put) {
      const { value } = await source.read();
      if (value) put.enqueue(value);
      else put.close();
    },
    cancel: (reason) => source.cancel(reason),
  });
}

async function send(
  { url, headers, headersOfCall }: Endpoint,
  request: JsonObject,
  signal: AbortSignal,
): Promise<Response> {
  const body = JSON.stringify(request);
  try {
    // A redirect would send the key elsewhere. The watchdog handles timeouts, so disable fetch's
    // own.
    return await fetch(url, {
      method: "POST",
      headers: withMore(headers, headersOfCall?.()),
      body,
      signal,
      redirect: "manual",
      timeout: false,
    });
  } catch (error) {
    throw classifyFetchFailure(error);
  }
}

function withMore(headers: Headers, more: Readonly<Record<string, string>> | undefined): Headers {
  if (!more) return headers;
  const all = new Headers(headers);
  for (const [name, value] of Object.entries(more)) all.set(name, value);
  return all;
}

/**
 * The start of the body as text. If the body breaks off, returns what has arrived: the status says
 * enough.
 */
async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  try {
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      size += bytes.length;
      if (size >= maxErrorBytes) break;
    }
  } catch {
    return text;
  }
  return text;
}
