import type { UpstreamServer } from "../../platform/upstream/get-json.ts";

/**
 * The root of a self-hosted server's own API: the address before `/v1`. Null for an address with
 * another path, and for hosts known to have none.
 */
export function rootOfServer({ baseUrl, apiKey }: UpstreamServer): UpstreamServer | null {
  const url = new URL(baseUrl);
  if (!/^\/*(?:v1\/*)?$/.test(url.pathname) || hosted.test(url.hostname)) return null;
  return { baseUrl: url.origin, apiKey };
}

const hosted = /(^|\.)(openai\.com|openai\.azure\.com|googleapis\.com|anthropic\.com)$/i;
