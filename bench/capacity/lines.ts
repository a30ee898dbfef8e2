import { decodeCursor } from "../../shared/cursor.ts";
import { newId } from "../../shared/ids.ts";
import { call, connectGuest, openSocket, type TrpcMessage } from "../targets.ts";

/** What a stream's reader is told. */
export interface StreamEvents {
  text(text: string): void;
  /** @param fault null where the stream has ended as it should */
  end(fault: string | null): void;
}

/** A socket that stays open, on which one stream after another is asked for. */
export interface Line {
  ask(prompt: string, events: StreamEvents): void;
  close(): void;
  readonly isOpen: boolean;
}

/** The kind of server at the other end. */
export type LineKind = "relay" | "node";

/** Opens a line to the relay at a `ws://` address, or as a new guest of the node at an origin. */
export async function openLine(kind: LineKind, address: string): Promise<Line> {
  return kind === "relay"
    ? relayLine(await openSocket(address))
    : nodeLine(await connectGuest(address));
}

function relayLine(socket: WebSocket): Line {
  let current: StreamEvents | null = null;
  const end = (fault: string | null) => {
    const ended = current;
    current = null;
    ended?.end(fault);
  };
  socket.addEventListener("close", () => end("socket closed"));
  socket.addEventListener("message", ({ data }) => {
    const message: { text?: string; end?: boolean } = JSON.parse(String(data));
    if (message.text) current?.text(message.text);
    if (message.end) end(null);
  });
  return asLine(socket, (prompt, events) => {
    current = events;
    socket.send(prompt);
  });
}

function nodeLine(socket: WebSocket): Line {
  let current: { sentAs: number; generationId: string; seq: number; events: StreamEvents } | null;
  current = null;
  // The first is the feed's.
  let lastCall = 1;
  const end = (fault: string | null) => {
    const ended = current;
    current = null;
    ended?.events.end(fault);
  };
  const onMessage = ({ id, error, result }: TrpcMessage) => {
    if (!current) return;
    if (error) return end(error.message);
    const data = result?.data;
    if (id === current.sentAs && data?.reply) {
      const generationId = data.reply.generation.id;
      current.generationId = generationId;
      const watch = { method: "subscription", path: "generations.watch", input: { generationId } };
      return call(socket, ++lastCall, watch);
    }
    if (id !== current.sentAs + 1 || !data?.id || !data.data) return;
    const seq = decodeCursor(current.generationId, data.id) ?? -1;
    if (seq !== 0 && seq <= current.seq) return end("text doubled");
    current.seq = seq;
    const { type, text, status } = data.data;
    if (text) current.events.text(text);
    if (type === "final") end(status === "completed" ? null : `reply ${status}`);
  };
  socket.addEventListener("close", () => end("socket closed"));
  socket.addEventListener("message", ({ data }) => {
    if (data === "PING") socket.send("PONG");
    else onMessage(JSON.parse(String(data)));
  });
  return asLine(socket, (text, events) => {
    current = { sentAs: ++lastCall, generationId: "", seq: 0, events };
    const ids = { id: newId("message"), replyId: newId("message"), threadId: newId("thread") };
    const input = { ...ids, parentId: null, text };
    call(socket, current.sentAs, { method: "mutation", path: "messages.send", input });
  });
}

function asLine(socket: WebSocket, ask: Line["ask"]): Line {
  return {
    ask,
    close: () => socket.close(),
    get isOpen() {
      return socket.readyState === WebSocket.OPEN;
    },
  };
}
