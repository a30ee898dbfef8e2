import { decodeCursor } from "../shared/cursor.ts";
import { newId } from "../shared/ids.ts";
import { type StreamResult, StreamReader } from "./stream-result.ts";

/** A server that answers a prompt with a stream. */
export interface Target {
  name: string;
  /** Opens what one stream needs; timing starts when the returned function is called. */
  prepare(): Promise<(prompt: string, stamped: boolean) => Promise<StreamResult>>;
}

/** A stream that is silent for this long has failed, in milliseconds. */
const quietLimitMs = 60_000;

/** The bare relay at a `ws://` address. */
export function relayTarget(url: string): Target {
  return {
    name: "relay",
    async prepare() {
      const socket = await openSocket(url);
      return (prompt, stamped) =>
        readStream(socket, {
          start: () => socket.send(prompt),
          onMessage: (message: { text?: string; end?: boolean }, reader) => {
            if (message.text) reader.add(message.text, stamped);
            return message.end === true;
          },
        });
    },
  };
}

/** A ChatKit server at an `http://` origin: a new guest, socket and thread for every stream. */
export function chatkitTarget(origin: string): Target {
  return {
    name: "chatkit",
    async prepare() {
      const socket = await connectGuest(origin);
      return (prompt, stamped) => sendAndWatch(socket, prompt, stamped);
    },
  };
}

/** The socket of a new guest, who follows the feed, at an `http://` origin. */
export async function connectGuest(origin: string): Promise<WebSocket> {
  const answer = await fetch(`${origin}/trpc/auth.guest`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const grant: { result: { data: { accessToken: string; user: { id: string } } } } =
    await answer.json();
  const socket = await openSocket(`${origin.replace("http", "ws")}/trpc?connectionParams=1`);
  socket.send(
    JSON.stringify({
      method: "connectionParams",
      data: { token: grant.result.data.accessToken },
    }),
  );
  call(socket, 1, { method: "subscription", path: "feed.watch", input: {} });
  return socket;
}

/** Several nodes as one target: each stream uses the next. */
export function inTurn(targets: readonly Target[]): Target {
  let next = 0;
  return {
    name: targets.map(({ name }) => name).join(" + "),
    prepare() {
      const target = targets[next++ % targets.length];
      if (!target) throw new Error("no target to take turns");
      return target.prepare();
    },
  };
}

interface SentReply {
  generation: { id: string };
}

/** Server messages, as far as the benchmark reads them. */
export interface TrpcMessage {
  id: number;
  error?: { message: string };
  result?: {
    type: string;
    data?: {
      /** Of `messages.send`. */
      reply?: SentReply;
      /** Of `messages.say`. */
      sent?: { reply: SentReply } | null;
      /** Of `generations.watch`: the cursor and the event. */
      id?: string;
      data?: { type: string; text?: string; status?: string };
    };
  };
}

function sendAndWatch(socket: WebSocket, prompt: string, stamped: boolean): Promise<StreamResult> {
  const send = {
    id: newId("message"),
    replyId: newId("message"),
    threadId: newId("thread"),
    parentId: null,
    text: prompt,
  };
  let generationId = "";
  let seq = 0;
  return readStream(socket, {
    start: () => call(socket, 2, { method: "mutation", path: "messages.send", input: send }),
    onMessage: (message: TrpcMessage, reader) => {
      if (message.error) throw new Error(message.error.message);
      const data = message.result?.data;
      if (message.id === 2) {
        generationId = data?.reply?.generation.id ?? "";
        call(socket, 3, {
          method: "subscription",
          path: "generations.watch",
          input: { generationId },
        });
      }
      if (message.id !== 3 || !data?.id || !data.data) return false;
      const at = decodeCursor(generationId, data.id) ?? -1;
      if (at !== 0 && at <= seq) reader.gaps++;
      seq = at;
      if (data.data.text) reader.add(data.data.text, stamped);
      return data.data.type === "final";
    },
  });
}

/** Calls a procedure over a socket. */
export function call(
  socket: WebSocket,
  id: number,
  { method, path, input }: { method: string; path: string; input: unknown },
): void {
  socket.send(JSON.stringify({ id, method, params: { path, input } }));
}

interface Conversation<Message> {
  start(): void;
  /** Returns whether the stream is complete. */
  onMessage(message: Message, reader: StreamReader): boolean;
}

async function readStream<Message>(
  socket: WebSocket,
  conversation: Conversation<Message>,
): Promise<StreamResult> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const reader = new StreamReader();
  let quiet = setTimeout(reject, quietLimitMs, new Error("the stream went quiet"));
  socket.addEventListener("close", () => reject(new Error("the socket was closed")));
  socket.addEventListener("message", (event) => {
    clearTimeout(quiet);
    quiet = setTimeout(reject, quietLimitMs, new Error("the stream went quiet"));
    if (event.data === "PING") return socket.send("PONG");
    try {
      if (conversation.onMessage(JSON.parse(String(event.data)), reader)) resolve();
    } catch (error) {
      reject(error);
    }
  });
  conversation.start();
  try {
    await promise;
    return reader.end();
  } finally {
    clearTimeout(quiet);
    socket.close();
  }
}

/** Opens a socket; rejects where there is none to open. */
export function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(socket), { once: true });
    socket.addEventListener("error", () => reject(new Error(`no socket at ${url}`)), {
      once: true,
    });
  });
}
