import { EventEmitter } from "node:events";
import type { ServerWebSocket } from "bun";
import type { SocketFlow } from "../trpc/request-context.ts";

/** Bytes on their way to a client before its subscriptions wait. */
const highWater = 256 * 1024;

/** A client that takes nothing for so long is cut off, in milliseconds; it resumes from its cursor. */
const stalledAfterMs = 15_000;

/** What a Bun socket carries for the bridge. */
export interface SocketData {
  socket: BunSocket;
  request: Request;
}

/**
 * Bun's server socket in the shape of `ws`, as tRPC's connection handler wants it. A message
 * that Bun drops because its buffer is full ends the socket: nothing may be missing in between.
 */
export class BunSocket extends EventEmitter implements SocketFlow {
  subscriptions = 0;
  #ws: ServerWebSocket<SocketData> | undefined;
  #draining: PromiseWithResolvers<void> | undefined;

  /** As in the browser: 1 is open, 3 is closed. */
  get readyState(): number {
    return this.#ws?.readyState ?? 3;
  }

  opened(ws: ServerWebSocket<SocketData>): void {
    this.#ws = ws;
  }

  closed(): void {
    this.#ws = undefined;
    this.#draining?.resolve();
    this.emit("close");
    this.removeAllListeners();
  }

  /** Bun has room again. */
  drain(): void {
    if (!this.#ws || this.#ws.getBufferedAmount() < highWater) this.#draining?.resolve();
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    if (this.#ws?.send(data) === 0) this.terminate();
  }

  drained(): Promise<void> | undefined {
    if (!this.#ws || this.#ws.getBufferedAmount() < highWater) return undefined;
    this.#draining ??= this.#awaitDrain();
    return this.#draining.promise;
  }

  close(code?: number, reason?: string): void {
    this.#ws?.close(code, reason);
  }

  terminate(): void {
    this.#ws?.terminate();
  }

  #awaitDrain(): PromiseWithResolvers<void> {
    const waiting = Promise.withResolvers<void>();
    const timer = setTimeout(() => this.terminate(), stalledAfterMs);
    void waiting.promise.finally(() => {
      clearTimeout(timer);
      this.#draining = undefined;
    });
    return waiting;
  }
}
