import { request as httpsRequest } from "node:https";
import { type ChatClient, connectChat } from "../../client/connect.ts";
import { present } from "../present.ts";
import type { RunningProxy } from "./start-proxy.ts";

/** Bun's own WebSocket takes options, of which the types of browsers know nothing. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const TrustingSocket = WebSocket as unknown as new (
  url: string,
  options: { tls: { ca: string } },
) => WebSocket;

/** A typed client that trusts the proxy's certificate. */
export function clientOf({ origin, ca }: RunningProxy): ChatClient {
  return connectChat({
    url: origin,
    fetch: (input, init) => fetch(input, { ...init, tls: { ca } }),
    WebSocket: class extends TrustingSocket {
      constructor(url: string) {
        super(url, { tls: { ca } });
      }
    },
  });
}

/** The status of a handshake for a socket. */
export function handshake(
  { origin, ca }: RunningProxy,
  headers: Record<string, string>,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const request = httpsRequest(`${origin}/trpc?connectionParams=1`, {
    ca,
    servername: "localhost",
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      "sec-websocket-version": "13",
      ...headers,
    },
  });
  request.on("upgrade", ({ statusCode }, socket) => {
    socket.destroy();
    resolve(statusCode ?? 0);
  });
  request.on("response", (answer) => {
    answer.resume();
    resolve(answer.statusCode ?? 0);
  });
  request.on("error", reject);
  request.end();
  return promise;
}

/** A new guest's access token, who calls from this address and claims another. */
export async function visitFrom(
  localAddress: string,
  { origin, ca }: RunningProxy,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const request = httpsRequest(`${origin}/trpc/auth.guest`, {
    method: "POST",
    ca,
    localAddress,
    headers: {
      "content-type": "application/json",
      "x-forwarded-for": "198.51.100.9",
      forwarded: "for=198.51.100.9",
      "x-real-ip": "198.51.100.9",
    },
  });
  request.on("response", (answer) => {
    let text = "";
    answer.setEncoding("utf8");
    answer.on("data", (part: string) => (text += part));
    answer.on("end", () => resolve(text));
  });
  request.on("error", reject);
  request.end("{}");
  return JSON.parse(await promise).result.data.accessToken;
}

/** The text of a reply as it arrives over HTTP, as events of the server. */
export async function readEvents(
  { origin, ca }: RunningProxy,
  { token, generationId }: { token: string; generationId: string },
) {
  const input = encodeURIComponent(JSON.stringify({ generationId }));
  const answer = await fetch(`${origin}/trpc/generations.watch?input=${input}`, {
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
    tls: { ca },
  });
  const reader = present(answer.body).pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    type: answer.headers.get("content-type"),
    async until(words: string) {
      while (!text.includes(words)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream has ended before "${words}": ${text}`);
        text += value;
      }
    },
    close: () => reader.cancel(),
  };
}
