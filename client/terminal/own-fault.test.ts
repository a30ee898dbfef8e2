import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../testing/client/model-router.ts";
import { ServedModel } from "../../testing/client/serve-model.ts";

let server: ServedModel;
let home: string;
beforeEach(async () => {
  server = new ServedModel();
  home = await mkdtemp(join(tmpdir(), "chatkit-terminal-"));
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

/** What the terminal chat says of why it ends. */
async function failureAt(url: string): Promise<string> {
  const program = Bun.spawn(
    [process.execPath, join(import.meta.dirname, "chat.ts"), "--url", url, "hi"],
    {
      env: { ...process.env, XDG_CONFIG_HOME: home, NO_COLOR: "" },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  expect(await program.exited).toBe(1);
  return new Response(program.stderr).text();
}

test("a session that cannot be read is not taken for a server that is away", async () => {
  const folder = join(home, "chatkit", `session-${encodeURIComponent(server.origin)}`);
  await mkdir(folder, { recursive: true });
  const said = await failureAt(server.origin);
  expect(said).toStartWith("This program had an unexpected error: EISDIR");
  expect(server.calls).toEqual([]);
});

test("an answer that this program cannot use is not taken for a server that is away", async () => {
  using odd = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: () => Response.json({ result: { data: null } }),
  });
  expect(await failureAt(odd.url.origin)).toStartWith("This program had an unexpected error: ");
});

test("a server that says that it is unavailable is there", async () => {
  server.intercept = (path) => {
    if (path === "auth.guest") throw new Refusal("unavailable");
  };
  expect(await failureAt(server.origin)).toBe(
    `The server at ${server.origin} is unavailable right now. Try again later.\n`,
  );
});

test.each([
  ["a name that does not exist", "http://nowhere.invalid:8000"],
  ["a port that is closed", "http://127.0.0.1:1"],
])("%s is a server that is away", async (_, url) => {
  expect(await failureAt(url)).toBe(`Cannot reach a ChatKit server at ${url}. Is it running?\n`);
});

test("a connection that breaks off is a server that is away", async () => {
  using cutting = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: { data: (socket) => socket.terminate() },
  });
  const url = `http://127.0.0.1:${cutting.port}`;
  expect(await failureAt(url)).toBe(`Cannot reach a ChatKit server at ${url}. Is it running?\n`);
});
