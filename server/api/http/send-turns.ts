/**
 * Frames admitted per turn of the event loop. A frame shows up in the socket's buffer only a few
 * promises after its sender was admitted; without a limit, all senders that ask while there is room
 * would be admitted, and would together exceed it many times.
 */
const atOnce = 3;

/** What the turns need from their socket. */
export interface TurnsOptions {
  /** Whether the socket accepts more now. */
  hasRoom: () => boolean;
  /** Called when a caller has to wait for room, and again whenever `advance` has found none. */
  onBlocked: () => void;
}

/**
 * The order of senders on one socket: immediately while there is room, otherwise first come, first
 * served.
 */
export class SendTurns {
  readonly #options: TurnsOptions;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /**
   * Undefined when the caller may send now, within this turn of the event loop; otherwise a promise
   * of its turn.
   */
  take(): Promise<void> | undefined {
    if (this.#waiting.length === 0 && this.#grant()) return undefined;
    const turn = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#tellBlocked();
    return turn;
  }

  /** There may be room again: admits the next senders. */
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
