import { afterAll, beforeAll, expect, test } from "bun:test";
import { present } from "../../testing/present.ts";
import { createTraceHeaders } from "./trace-provider.ts";
import { createAddressedFetch } from "./ai-sdk/addressed-fetch.ts";
import { noTracer } from "../platform/tracing/tracer.ts";

// What spans of model calls contain is in `server/app/tracing.test.ts`.

const seen: Headers[] = [];
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch({ headers }) {
    seen.push(headers);
    return new Response();
  },
});
beforeAll(() => server.unref());
afterAll(() => server.stop(true));

const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
const tracer = { ...noTracer, traceparent: () => traceparent };

async function headersWith(tracing: Parameters<typeof createTraceHeaders>[0]): Promise<Headers> {
  const { baseURL, fetch } = createAddressedFetch(server.url.href, createTraceHeaders(tracing));
  await fetch(baseURL, { headers: { "x-own": "kept" } });
  return present(seen.at(-1));
}

test("servers that are called through an SDK are told the trace, beside the SDK's headers", async () => {
  const headers = await headersWith({ tracer, tellsModels: true });
  expect(headers.get("traceparent")).toBe(traceparent);
  expect(headers.get("x-own")).toBe("kept");
});

test("they are told none outside a trace, and where the operator says so", async () => {
  for (const tracing of [
    { tracer: noTracer, tellsModels: true },
    { tracer, tellsModels: false },
  ])
    expect((await headersWith(tracing)).has("traceparent")).toBe(false);
});
