import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { present } from "../../../testing/present.ts";
import { createOpenAIProvider } from "./openai-provider.ts";
import { collect, patient, replyTo, retries } from "./testing/call-mock.ts";

// Servers that send a stream in the ways of HTTP that few do.

const delta = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}`;
const stream = [delta("Grüße "), delta("👋🏽", "stop"), "data: [DONE]", ""].join("\r\n\r\n");

/** Answers every request with these bytes, one at a time, and closes. */
function startRaw(answer: Uint8Array): Promise<{ url: string; close(): void }> {
  const server = createServer((socket) => {
    socket.once("data", () => void sendSlowly(socket, answer));
    socket.on("error", () => socket.destroy());
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = present(server.address());
      if (typeof address === "string") throw new Error("no port");
      resolve({ url: `http://127.0.0.1:${address.port}/v1`, close: () => void server.close() });
    });
  });
}

async function sendSlowly(socket: Socket, answer: Uint8Array): Promise<void> {
  for (const byte of answer) {
    const isTaken = socket.write(Uint8Array.of(byte));
    if (!isTaken) await new Promise<void>((resolve) => socket.once("drain", resolve));
  }
  socket.end();
}

const head = (version: string, ...more: string[]) =>
  [`HTTP/${version} 200 OK`, "Content-Type: text/event-stream", ...more, "", ""].join("\r\n");

const answers = {
  "HTTP/1.0 without a length": Buffer.from(head("1.0") + stream),
  "a byte order mark in front": Buffer.from(`${head("1.1", "Connection: close")}\ufeff${stream}`),
  "lines that end with CR alone": Buffer.from(
    head("1.1", "Connection: close") + stream.replaceAll("\r\n", "\r"),
  ),
  gzip: Buffer.concat([
    Buffer.from(head("1.1", "Connection: close", "Content-Encoding: gzip")),
    Bun.gzipSync(Buffer.from(stream)),
  ]),
};

const servers = new Map<string, { url: string; close(): void }>();
beforeAll(async () => {
  for (const [name, answer] of Object.entries(answers)) servers.set(name, await startRaw(answer));
});
afterAll(() => {
  for (const { close } of servers.values()) close();
});

test.each(Object.keys(answers))("%s, byte by byte: the whole answer", async (name) => {
  const { url } = present(servers.get(name));
  const provider = createOpenAIProvider({ baseUrl: url, timeouts: patient, retries });
  const { text, code } = await collect(provider, replyTo("hello"));
  expect({ text, code }).toEqual({ text: "Grüße 👋🏽", code: null });
});
