import { joinPath } from "../../platform/upstream/join-path.ts";
import { type Credentials, type Endpoint, endpointOf } from "./open-stream.ts";

/** What is known about a server, so that each rejection happens only once. */
export interface ServerMemory {
  /** The address of its API: the configured one, or that with `/v1`. */
  baseUrl: string;
  endpoint: Endpoint;
  /** Another address to try while the configured one may be incomplete; otherwise null. */
  alternative: { baseUrl: string; endpoint: Endpoint } | null;
  /**
   * Models that have continued their own message. They are few, because operators name them.
   */
  goneOn: Set<string>;
}

/**
 * Starts without knowledge of the server at an address. Throws `TypeError` when the address or the key
 * key is invalid.
 */
export function createServerMemory(address: string, credentials: Credentials): ServerMemory {
  const baseUrl = withoutEndpoint(address);
  return {
    baseUrl,
    endpoint: endpointOf(baseUrl, credentials),
    alternative: alternativeTo(baseUrl, credentials),
    goneOn: new Set(),
  };
}

/** Some people configure the full address of the endpoint. */
function withoutEndpoint(address: string): string {
  const url = new URL(address);
  const parts = url.pathname.split("/").filter((part) => part !== "");
  if (parts.slice(-2).join("/") !== "chat/completions") return address;
  url.pathname = parts.slice(0, -2).join("/");
  return url.href;
}

/** An address without a version may lack the `/v1` that most servers have. */
function alternativeTo(baseUrl: string, credentials: Credentials): ServerMemory["alternative"] {
  const url = new URL(baseUrl);
  if (/\/v\d/.test(url.pathname)) return null;
  const withVersion = joinPath(baseUrl, "/v1");
  return { baseUrl: withVersion, endpoint: endpointOf(withVersion, credentials) };
}
