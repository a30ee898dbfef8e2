import { joinPath } from "../../platform/upstream/join-path.ts";
import { type Credentials, type Endpoint, endpointOf } from "./open-stream.ts";

/** What a server has been found to be like, so that each thing is asked for in vain only once. */
export interface ServerMemory {
  /** Where its API is: the configured address, or that with `/v1` behind it. */
  baseUrl: string;
  endpoint: Endpoint;
  /** Another address to try while it is not known whether the configured one is complete; else null. */
  alternative: { baseUrl: string; endpoint: Endpoint } | null;
  /** Models that have gone on in a message that they had begun; models are few, operators name them. */
  goneOn: Set<string>;
}

/**
 * Nothing is known of the server at `baseUrl` yet. Throws `TypeError` when the address or the key
 * cannot be used at all.
 */
export function createServerMemory(baseUrl: string, credentials: Credentials): ServerMemory {
  return {
    baseUrl,
    endpoint: endpointOf(baseUrl, credentials),
    alternative: alternativeTo(baseUrl, credentials),
    goneOn: new Set(),
  };
}

/** An address without a version may lack the `/v1` that most servers have. */
function alternativeTo(baseUrl: string, credentials: Credentials): ServerMemory["alternative"] {
  const url = new URL(baseUrl);
  if (/\/v\d/.test(url.pathname)) return null;
  const withVersion = joinPath(baseUrl, "/v1");
  return { baseUrl: withVersion, endpoint: endpointOf(withVersion, credentials) };
}
