import { expect, test } from "bun:test";
import { freePort, requireFreePort } from "./free-port.ts";

test("a free port passes, a busy one is named with what to do", async () => {
  const port = freePort("localhost");
  requireFreePort("localhost", port);
  const server = Bun.serve({ hostname: "localhost", port, fetch: () => new Response() });
  expect(() => requireFreePort("localhost", port)).toThrow(`port ${port} of localhost is in use`);
  await server.stop(true);
  requireFreePort("localhost", port);
});

test("an address of another machine is refused in one sentence", () => {
  expect(() => requireFreePort("192.0.2.1", 8000)).toThrow(
    "cannot listen on port 8000 of 192.0.2.1",
  );
});
