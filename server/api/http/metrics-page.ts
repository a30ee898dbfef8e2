import { timingSafeEqual } from "node:crypto";
import type { Registry } from "prom-client";
import { type Caller, isFromThisMachine } from "./from-this-machine.ts";

/** What gives the page: a node's registry, or what adds up those of several processes. */
export type MetricsSource = Pick<Registry, "contentType" | "metrics">;

/**
 * `/metrics` in Prometheus's text format. With a token configured, it is required; without one,
 * only this machine may read it, and not through a proxy, behind which every client looks local.
 */
export async function metricsPage(
  source: MetricsSource,
  token: string | null,
  caller: Caller,
): Promise<Response> {
  if (!isAllowed(token, caller)) {
    const challenge = token === null ? {} : { "www-authenticate": "Bearer" };
    return new Response("Not for you.", { status: token === null ? 403 : 401, headers: challenge });
  }
  return new Response(await source.metrics(), {
    headers: { "content-type": source.contentType, "cache-control": "no-store" },
  });
}

function isAllowed(token: string | null, caller: Caller): boolean {
  if (token === null) return isFromThisMachine(caller);
  return isSame(caller.headers.get("authorization") ?? "", `Bearer ${token}`);
}

/** Compares in constant time. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => new Bun.CryptoHasher("sha256").update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
