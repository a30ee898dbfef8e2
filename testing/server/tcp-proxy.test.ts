import { afterEach, expect, test } from "bun:test";
import { connect, createServer, type Server, type Socket } from "node:net";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

const resources: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of resources.splice(0).toReversed()) await end();
});

/** A server that sends back what it gets, with a proxy before it. */
async function startEcho(): Promise<{ proxy: TcpProxy; far: Set<Socket> }> {
  const far = new Set<Socket>();
  const server: Server = createServer((socket) => {
    far.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => far.delete(socket));
    socket.on("data", (bytes) => socket.write(bytes));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  resources.push(() => server.close());
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const proxy = await startTcpProxy(`http://127.0.0.1:${port}`);
  resources.push(() => proxy[Symbol.asyncDispose]());
  return { proxy, far };
}

/** A client that waits for text. */
async function openClient(proxy: TcpProxy) {
  const { port, hostname } = new URL(proxy.url);
  const socket = connect(Number(port), hostname);
  resources.push(() => socket.destroy());
  let text = "";
  let wake = () => {};
  socket.on("data", (bytes) => {
    text += bytes.toString();
    wake();
  });
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  socket.on("error", () => {});
  await new Promise<void>((resolve) => socket.on("connect", () => resolve()));
  return {
    socket,
    closed,
    heard: () => text,
    async until(length: number) {
      while (text.length < length) await new Promise<void>((resolve) => (wake = resolve));
      return text;
    },
  };
}

test("a stalled connection delivers everything, in order, when it is mended", async () => {
  const { proxy } = await startEcho();
  const client = await openClient(proxy);
  client.socket.write("one ");
  await client.until(4);
  proxy.stall();
  client.socket.write("two ");
  const late = await openClient(proxy);
  late.socket.write("late");
  proxy.mend();
  expect(await client.until(8)).toBe("one two ");
  expect(await late.until(4)).toBe("late");
});

test("stranded connections stay open without a word, and new ones work", async () => {
  const { proxy, far } = await startEcho();
  const victim = await openClient(proxy);
  const other = await openClient(proxy);
  victim.socket.write("I am the victim");
  other.socket.write("I am another");
  await victim.until(15);
  await other.until(12);
  expect(proxy.strand((opening) => opening.includes("victim"))).toBe(1);
  victim.socket.write("lost");
  other.socket.write("!");
  await other.until(13);
  // The end of its server does not reach it either.
  for (const socket of far) socket.destroy();
  await other.closed;
  expect(victim.socket.closed).toBe(false);
  expect(victim.heard()).toBe("I am the victim");
  const fresh = await openClient(proxy);
  fresh.socket.write("new");
  expect(await fresh.until(3)).toBe("new");
  proxy.mend();
  await victim.closed;
});

test("a cut drops what is open and what comes, until it is mended", async () => {
  const { proxy } = await startEcho();
  const client = await openClient(proxy);
  proxy.cut();
  await client.closed;
  await (
    await openClient(proxy)
  ).closed;
  proxy.mend();
  const fresh = await openClient(proxy);
  fresh.socket.write("back");
  expect(await fresh.until(4)).toBe("back");
});

test("a throttled connection keeps to its rate and loses nothing", async () => {
  const { proxy } = await startEcho();
  const client = await openClient(proxy);
  proxy.throttle(0);
  const text = "x".repeat(200_000);
  client.socket.write(text);
  proxy.throttle(1_000_000);
  const startedAt = performance.now();
  expect((await client.until(text.length)).length).toBe(text.length);
  expect(performance.now() - startedAt).toBeGreaterThan(50);
});
