import type { Tracer } from "../../platform/tracing/tracer.ts";
import type { Incoming } from "./incoming.ts";
import { labelsOf } from "./route-class.ts";

/** Requests of orchestrators and Prometheus, every few seconds: their traces would say nothing. */
const untraced = new Set(["livez", "readyz", "metrics"]);

/** Whose traces are continued. */
export interface RequestTracing {
  tracer: Tracer;
  /** Whether the request may continue the trace that it names. */
  mayContinue: boolean;
}

/**
 * Runs a request as a span. The `traceparent` of a caller that may not decide what is recorded
 * becomes a link: a stranger could otherwise have everything recorded.
 *
 * @param respond undefined for a request that became a socket
 */
export function traceRequest(
  { tracer, mayContinue }: RequestTracing,
  { pathname, request, id }: Incoming,
  respond: () => Promise<Response | undefined>,
): Promise<Response | undefined> {
  const { route, method } = labelsOf(pathname, request.method, 0);
  if (untraced.has(route)) return respond();
  const named = request.headers.get("traceparent");
  const attributes = {
    "http.request.method": method,
    "http.route": route,
    "chatkit.request.id": id,
  };
  return tracer.span(
    {
      name: `${method} ${route}`,
      kind: "server",
      isEntry: true,
      from: mayContinue ? named : null,
      link: mayContinue ? null : named,
      attributes,
    },
    async (span) => {
      const response = await respond();
      const status = response?.status ?? 101;
      span.set({ "http.response.status_code": status });
      if (status >= 500) span.fail(String(status));
      return response;
    },
  );
}
