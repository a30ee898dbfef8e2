import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, test } from "bun:test";
import { BunSocket, type SocketData } from "./bun-socket.ts";

const message = "x".repeat(64 * 1024);
/** Enough that no system's buffers take it all. */
const messages = 500;

/** A server whose sockets send as fast as they may, and a client that reads when it is told to. */
async function openFlood(stalledAfterMs: number) {
  const arrived = Promise.withResolvers<BunSocket>();
  const server = Bun.serve<SocketData>({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request, server) =>
      server.upgrade(request, {
        data: { socket: new BunSocket(stalledAfterMs, "127.0.0.1"), address: "/" },
      })
        ? undefined
        : new Response(null, { status: 426 }),
    websocket: {
      backpressureLimit: 1024 * 1024,
      closeOnBackpressureLimit: true,
      open: (ws) => {
        ws.data.socket.opened(ws);
        arrived.resolve(ws.data.socket);
      },
      message: () => {},
      drain: (ws) => ws.data.socket.drain(),
      close: (ws) => ws.data.socket.closed(),
    },
  });
  const client = connect(server.port ?? 0, "127.0.0.1");
  client.on("error", () => {});
  client.write(
    "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
  );
  await once(client, "data");
  client.pause();
  const socket = await arrived.promise;
  return {
    client,
    socket,
    async [Symbol.asyncDispose]() {
      client.destroy();
      await server.stop(true);
    },
  };
}

/** Sends all messages, each once there is room. Gives how many went out before the socket closed. */
async function flood(socket: BunSocket, onWait: () => void): Promise<number> {
  for (let sent = 0; sent < messages; sent++) {
    const turn = socket.turn();
    if (!socket.hasRoom) onWait();
    await turn;
    if (socket.readyState !== 1) return sent;
    socket.send(message);
  }
  return messages;
}

/** Counts what arrives until it is as much as was sent. */
async function readAll(client: Socket): Promise<number> {
  let bytes = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  client.on("data", (data) => {
    bytes += data.length;
    if (bytes >= messages * message.length) resolve();
  });
  client.on("close", () => resolve());
  client.resume();
  await promise;
  return bytes;
}

test("a reader that takes nothing is cut off, and little was kept for it", async () => {
  await using pair = await openFlood(200);
  const closed = once(pair.socket, "close");
  const before = process.memoryUsage().rss;
  const sent = await flood(pair.socket, () => {});
  await closed;
  expect(sent).toBeLessThan(messages);
  expect(pair.socket.readyState).toBe(3);
  expect(pair.socket.turn()).toBeUndefined();
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});

test("those who ask at the same time fill it no more than one after the other would", async () => {
  await using pair = await openFlood(60_000);
  let most = 0;
  const sendAll = async () => {
    for (let i = 0; i < messages / 50; i++) {
      await pair.socket.turn();
      // What tRPC does between: a few promises.
      for (let step = 0; step < 10; step++) await Promise.resolve();
      pair.socket.send(message);
      most = Math.max(most, pair.socket.bufferedBytes);
    }
  };
  const sending = Promise.all(Array.from({ length: 50 }, sendAll));
  while (pair.socket.hasRoom) await Bun.sleep(1);
  const bytes = readAll(pair.client);
  await sending;
  expect(await bytes).toBeGreaterThanOrEqual(messages * message.length);
  expect(most).toBeLessThan(512 * 1024);
  expect(pair.socket.cutBecause).toBeNull();
});

test("one who is sent on and on without a look at the room is closed at a megabyte", async () => {
  await using pair = await openFlood(60_000);
  const closed = once(pair.socket, "close");
  let most = 0;
  for (let i = 0; i < messages && pair.socket.readyState === 1; i++) {
    pair.socket.send(message);
    most = Math.max(most, pair.socket.bufferedBytes);
  }
  await closed;
  expect(pair.socket.cutBecause).toBe("overflow");
  expect(most).toBeGreaterThan(1024 * 1024);
  expect(most).toBeLessThan(1024 * 1024 + 2 * message.length);
});

test("waiting senders are let go when the socket closes", async () => {
  await using pair = await openFlood(60_000);
  const full = Promise.withResolvers<void>();
  const flooding = flood(pair.socket, () => full.resolve());
  await full.promise;
  pair.client.destroy();
  expect(await flooding).toBeLessThan(messages);
});

test("a reader that stops for a while gets everything", async () => {
  await using pair = await openFlood(60_000);
  const full = Promise.withResolvers<void>();
  const flooding = flood(pair.socket, () => full.resolve());
  await full.promise;
  const reading = readAll(pair.client);
  expect(await flooding).toBe(messages);
  expect(await reading).toBeGreaterThanOrEqual(messages * message.length);
});

test("a reader that is slow but goes on reading is not cut off, and shows that it is alive", async () => {
  const patienceMs = 400;
  await using pair = await openFlood(patienceMs);
  let signs = 0;
  pair.socket.on("message", (data, isBinary) => {
    if (String(data) === "PONG" && !isBinary) signs++;
  });
  pair.client.on("data", () => {
    pair.client.pause();
    setTimeout(() => pair.client.resume(), 20);
  });
  pair.client.resume();
  // One answer that this reader needs much longer for than the patience.
  pair.socket.send(message.repeat(messages));
  const startedAt = performance.now();
  await pair.socket.turn();
  expect(performance.now() - startedAt).toBeGreaterThan(patienceMs);
  expect(pair.socket.readyState).toBe(1);
  expect(signs).toBeGreaterThan(1);
});
