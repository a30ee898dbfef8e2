import { timingSafeEqual } from "node:crypto";
import type { Registry } from "prom-client";

/** What proxies say of whom they speak for. One that says nothing needs the token. */
const proxyHeaders = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** Who asks for the metrics. */
export interface MetricsCaller {
  headers: Headers;
  /** The address of the other end of the connection; null when it is not known. */
  address: string | null;
}

/**
 * `/metrics` in Prometheus's text format. With a token, only for those who bring it; without one,
 * only for this machine itself, and then not through a proxy that says it is one: behind it everybody
 * looks local.
 */
export async function metricsPage(
  registry: Registry,
  token: string | null,
  caller: MetricsCaller,
): Promise<Response> {
  if (!isAllowed(token, caller)) {
    const challenge = token === null ? {} : { "www-authenticate": "Bearer" };
    return new Response("Not for you.", { status: token === null ? 403 : 401, headers: challenge });
  }
  return new Response(await registry.metrics(), {
    headers: { "content-type": registry.contentType, "cache-control": "no-store" },
  });
}

function isAllowed(token: string | null, { headers, address }: MetricsCaller): boolean {
  if (token !== null) return isSame(headers.get("authorization") ?? "", `Bearer ${token}`);
  const isForwarded = proxyHeaders.some((name) => headers.has(name));
  return !isForwarded && address !== null && isLoopback(address);
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

/** Compares in a time that tells nothing about where the difference is. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => new Bun.CryptoHasher("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
