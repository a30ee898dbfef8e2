import { EventEmitter } from "node:events";
import type { ServerWebSocket } from "bun";
import type { Viewer } from "../../people/auth/viewer.ts";
import { isObject } from "../../platform/narrow.ts";
import type { SocketCall, SocketFlow } from "../trpc/request-context.ts";
import { CallSlots } from "./call-slots.ts";
import { SendTurns } from "./send-turns.ts";
import type { CountedUnsent, Unsent } from "./unsent-bytes.ts";

/** Bytes in flight to a client above which its subscriptions and calls wait. */
const highWater = 256 * 1024;

/** tRPC's keep-alive counts this as a sign of life. */
const pong = Buffer.from("PONG");

/** Numbers of frames and bytes. */
export interface SocketTraffic {
  framesIn: number;
  framesOut: number;
  bytesIn: number;
  bytesOut: number;
}

/** Data that a Bun socket carries. */
export interface SocketData {
  socket: BunSocket;
  /** Path and query of the upgrade request. */
  address: string;
}

/**
 * Bun's server socket with the interface of `ws` that tRPC's connection handler needs. If Bun drops
 * a message because its buffer is full, the socket closes: a gap must not go unnoticed.
 */
export class BunSocket extends EventEmitter implements SocketFlow, Unsent {
  subscriptions = 0;
  /** The authenticated user; null until the client has authenticated. */
  viewer: Viewer | null = null;
  /** Counts bytes that the client has not received, together with other sockets. */
  unsent: CountedUnsent | null = null;
  /** Holds room for a result that has to wait; throws if there is none. */
  holdAnswer: (answer: unknown) => Disposable = () => new DisposableStack();
  /** The id of the upgrade request, for the log. */
  requestId = "";
  /** Traffic so far. */
  readonly traffic: SocketTraffic = { framesIn: 0, framesOut: 0, bytesIn: 0, bytesOut: 0 };
  /** Why this server cut the client off, or null. */
  cutBecause: "stalled" | "overflow" | null = null;
  readonly #stalledAfterMs: number;
  #ws: ServerWebSocket<SocketData> | undefined;
  readonly #unsent = new Map<object, (call: SocketCall) => void>();
  readonly #calls = new CallSlots();
  readonly #turns = new SendTurns({
    hasRoom: () => this.hasRoom,
    onBlocked: () => {
      this.#stalled ??= setTimeout(() => this.#cut("stalled"), this.#stalledAfterMs);
    },
  });
  #stalled: Timer | undefined;

  /** The client's IP address. */
  readonly clientAddress: string;

  /**
   * @param stalledAfterMs a client that receives nothing for this long while data is buffered is
   *   cut off
   */
  constructor(stalledAfterMs: number, clientAddress: string) {
    super();
    this.#stalledAfterMs = stalledAfterMs;
    this.clientAddress = clientAddress;
  }

  /** As in the browser: 1 is open, 3 is closed. */
  get readyState(): number {
    return this.#ws?.readyState ?? 3;
  }

  /** Bytes buffered for the client. */
  get bufferedBytes(): number {
    return this.#ws?.getBufferedAmount() ?? 0;
  }

  get hasRoom(): boolean {
    return this.bufferedBytes < highWater;
  }

  opened(ws: ServerWebSocket<SocketData>): void {
    this.#ws = ws;
  }

  closed(): void {
    this.#ws = undefined;
    this.unsent?.[Symbol.dispose]();
    this.#unsent.clear();
    clearTimeout(this.#stalled);
    this.#turns.end();
    this.emit("close");
    this.removeAllListeners();
  }

  /**
   * Bun has sent some of the buffer: the client is slow, not stalled. It counts as alive even if
   * its pong is late, because the ping is queued behind the buffered data.
   */
  drain(): void {
    this.unsent?.changed();
    clearTimeout(this.#stalled);
    this.#stalled = undefined;
    this.emit("message", pong, false);
    this.#turns.advance();
  }

  /** Counts a received frame; the bridge handles it. */
  received(data: string | Uint8Array): void {
    this.traffic.framesIn++;
    this.traffic.bytesIn += Buffer.byteLength(data);
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    this.traffic.framesOut++;
    this.traffic.bytesOut += Buffer.byteLength(data);
    const sent = this.#ws?.send(data);
    if (sent === 0) this.#cut("overflow");
    // Negative: not all of it was sent.
    else if (sent !== undefined && sent < 0) this.unsent?.changed();
  }

  cutForRoom(): void {
    this.#cut("overflow");
  }

  turn(): Promise<void> | undefined {
    return this.#turns.take();
  }

  call<T extends { ok: boolean; data?: unknown }>(run: () => Promise<T>): Promise<T> {
    return this.#calls.run(async () => {
      // Wait before running, so that a client that does not read makes no work; and after, for room
      // for the result.
      await this.turn();
      const answer = await run();
      const turn = this.turn();
      if (turn) await this.#waitWith(answer.ok ? answer.data : null, turn);
      return answer;
    });
  }

  /** Keeps a result until its turn. A client with too many waiting results is cut off. */
  async #waitWith(answer: unknown, turn: Promise<void>): Promise<void> {
    try {
      using room = new DisposableStack();
      room.use(this.holdAnswer(answer));
      await turn;
    } catch {
      this.#cut("overflow");
    }
  }

  onceSent(event: object, tell: (call: SocketCall) => void): void {
    this.#unsent.set(event, tell);
  }

  forget(event: object): void {
    this.#unsent.delete(event);
  }

  /** tRPC is about to send this message. */
  sending(message: unknown): void {
    if (this.#unsent.size === 0) return;
    const sent = readTracked(message);
    const tell = sent && this.#unsent.get(sent.event);
    if (!tell) return;
    this.#unsent.delete(sent.event);
    tell(sent.call);
  }

  close(code?: number, reason?: string): void {
    this.#ws?.close(code, reason);
  }

  terminate(): void {
    this.#ws?.terminate();
  }

  #cut(reason: "stalled" | "overflow"): void {
    this.cutBecause = reason;
    this.terminate();
  }
}

/** The event and the call of a `tracked` event's message; null for any other message. */
function readTracked(message: unknown): { event: object; call: SocketCall } | null {
  if (!isObject(message) || !isObject(message.result)) return null;
  const { id, jsonrpc } = message;
  const envelope = message.result.data;
  if (!isObject(envelope) || !isObject(envelope.data)) return null;
  if (typeof id !== "number" && typeof id !== "string") return null;
  return { event: envelope.data, call: { id, jsonrpc: jsonrpc === "2.0" ? jsonrpc : undefined } };
}
