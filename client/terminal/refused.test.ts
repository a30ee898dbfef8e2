import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ServedModel } from "../../testing/client/serve-model.ts";

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "chatkit-terminal-"));
});

afterAll(() => rm(home, { recursive: true, force: true }));

function start(url: string) {
  const script = join(import.meta.dirname, "chat.ts");
  return Bun.spawn([process.execPath, script, "--url", url, "hi"], {
    env: { ...process.env, XDG_CONFIG_HOME: home, NO_COLOR: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

test("says that the server does not answer under this address, and which setting mends it", async () => {
  using strict = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: () => new Response("This address is not allowed.", { status: 421 }),
  });
  const url = strict.url.origin;
  const program = start(url);
  expect(await program.exited).toBe(1);
  expect(await new Response(program.stdout).text()).toBe("");
  expect(await new Response(program.stderr).text()).toBe(
    `The server at ${url} does not allow this address: add it to its PUBLIC_URL or ALLOWED_ORIGINS.\n`,
  );
});

test("says that the server lets no guests in", async () => {
  const message = "Sign in first: guests are not let in here.";
  const data = { code: "UNAUTHORIZED", httpStatus: 401, appCode: "unauthenticated" };
  const refusal = { error: { message, code: -32_001, data } };
  using closed = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: () => Response.json(refusal, { status: 401 }),
  });
  const url = closed.url.origin;
  const program = start(url);
  expect(await program.exited).toBe(1);
  expect(await new Response(program.stdout).text()).toBe("");
  expect(await new Response(program.stderr).text()).toBe(
    `The server at ${url} rejected this client: ${message}\n`,
  );
});

test("says that the upgrade to a WebSocket fails behind a proxy that does not pass it on", async () => {
  await using server = new ServedModel();
  using proxy = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      if (pathname === "/trpc") return new Response("Expected a WebSocket.", { status: 426 });
      const { method, headers } = request;
      const body = method === "POST" ? await request.text() : null;
      return fetch(server.origin + pathname + search, { method, headers, body });
    },
  });
  const program = start(proxy.url.origin);
  let said = "";
  for await (const piece of program.stderr) {
    said += new TextDecoder().decode(piece);
    if (said.includes("WebSocket connections fail")) break;
  }
  expect(said).toContain("A proxy may not forward the Upgrade and Connection headers.");
  program.kill("SIGKILL");
  await program.exited;
}, 20_000);
