/**
 * Frames let through in one turn of the event loop. What a sender adds shows in the socket's
 * buffer only once it is sent, a few promises after it was let through: without this everybody who
 * asks while there is room would be, and together they would fill many times the room.
 */
const atOnce = 3;

/** What the turns need to know of their socket. */
export interface TurnsOptions {
  /** Whether the socket takes more now. */
  hasRoom: () => boolean;
  /** Called when a caller has to wait for room, and again whenever `advance` has found none. */
  onBlocked: () => void;
}

/** Who may send next on one socket: at once while there is room, else in the order of asking. */
export class SendTurns {
  readonly #options: TurnsOptions;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** Nothing when the caller may send now, within the same turn of the event loop; else a promise for when it may. */
  take(): Promise<void> | undefined {
    if (this.#waiting.length === 0 && this.#grant()) return undefined;
    const turn = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#tellBlocked();
    return turn;
  }

  /** There may be more room: whose turn it is goes on. */
  advance(): void {
    while (this.#waiting.length > 0 && this.#grant()) this.#waiting.shift()?.();
    this.#tellBlocked();
  }

  /** Lets all waiting callers go. */
  end(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #grant(): boolean {
    if (this.#taken >= atOnce || !this.#options.hasRoom()) return false;
    if (this.#taken++ === 0) {
      setImmediate(() => {
        this.#taken = 0;
        this.advance();
      });
    }
    return true;
  }

  #tellBlocked(): void {
    if (this.#waiting.length > 0 && !this.#options.hasRoom()) this.#options.onBlocked();
  }
}
