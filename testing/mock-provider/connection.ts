import type { Socket } from "bun";

/** One client's TCP connection: writes in order with back-pressure, and ends in exactly the way asked for. */
export class Connection {
  readonly #socket: Socket<unknown>;
  readonly #queue: Uint8Array[] = [];
  readonly #closed = new AbortController();
  #ending = false;
  #drained: PromiseWithResolvers<void> | null = null;

  constructor(socket: Socket<unknown>) {
    this.#socket = socket;
  }

  /** Aborted once the socket is closed, by either side. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Sends bytes, keeping what the socket does not take. The bytes must not change afterwards. */
  write(bytes: Uint8Array): void {
    if (this.#ending || this.closed.aborted) return;
    if (this.#queue.length > 0) {
      this.#queue.push(bytes);
      return;
    }
    const written = Math.max(0, this.#socket.write(bytes));
    if (written < bytes.length) this.#queue.push(bytes.subarray(written));
  }

  /** Resolves once the socket has taken everything, or is gone. */
  async drain(): Promise<void> {
    if (this.#queue.length === 0 || this.closed.aborted) return;
    this.#drained ??= Promise.withResolvers<void>();
    await this.#drained.promise;
  }

  /** Sends what is queued, then FIN. */
  end(): void {
    this.#ending = true;
    if (this.#queue.length === 0) this.#socket.end();
  }

  /** Drops what is queued and resets the connection (RST). */
  reset(): void {
    this.#ending = true;
    this.#queue.length = 0;
    this.#socket.terminate();
  }

  /** To be called when the socket takes bytes again. */
  onDrain(): void {
    for (let bytes = this.#queue[0]; bytes; bytes = this.#queue[0]) {
      const written = Math.max(0, this.#socket.write(bytes));
      if (written < bytes.length) {
        this.#queue[0] = bytes.subarray(written);
        return;
      }
      this.#queue.shift();
    }
    this.#settleDrained();
    if (this.#ending) this.#socket.end();
  }

  /** To be called when the socket is gone. */
  onClose(): void {
    this.#queue.length = 0;
    this.#closed.abort();
    this.#settleDrained();
  }

  #settleDrained(): void {
    this.#drained?.resolve();
    this.#drained = null;
  }
}
