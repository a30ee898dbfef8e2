import postgres, { type Sql } from "postgres";
import type { Logger } from "../log.ts";

/** What nodes tell each other through NOTIFY. Hints only: the truth is in the tables. */
export const noticeChannels = {
  /** Generations whose logs have grown: `<node>|<id>,<id>…`. */
  chunks: "chatkit_chunks",
  /** A user whose feed has grown: the id. */
  feed: "chatkit_feed",
  /** A generation that somebody wants stopped: the id. */
  stop: "chatkit_stop",
  /** A node's own pulse, to see that its LISTEN connection is alive; with the node's id behind it. */
  pulse: "chatkit_pulse_",
} as const;

type DataChannel = Exclude<keyof typeof noticeChannels, "pulse">;

/** What to do with each notice. `missed` runs when notices may have been lost. */
export type NoticeHandlers = Record<DataChannel, (payload: string) => void> & {
  missed: () => void;
};

/** Pause between two pulses, in milliseconds. A silent connection shows within two of them. */
const pulseMs = 1_000;

/** Pulses that may be on their way; a pool that takes none for so long gets no more. */
const mostPulses = 10;

/** A connection without a pulse for so long is replaced, in milliseconds. */
const deadAfterMs = 5_000;

/**
 * Listens for notices on a connection of its own and proves, with a pulse sent through the
 * pool, that they arrive: a half-open connection is silent without an error. While the pulse
 * is late every tick counts as `missed`, so followers poll; after five seconds the connection
 * is replaced.
 */
export class NoticeListener implements AsyncDisposable {
  readonly #options: { url: string; sql: Sql; nodeId: string; log: Logger };
  readonly #handlers: NoticeHandlers;
  #connection: Sql | undefined;
  #lastPulse = 0;
  #pulsesSent = 0;
  #timer: Timer | undefined;
  #closed = false;

  constructor(
    options: { url: string; sql: Sql; nodeId: string; log: Logger },
    handlers: NoticeHandlers,
  ) {
    this.#options = options;
    this.#handlers = handlers;
  }

  /** Opens the connection; resolves once every channel is listened to. */
  async start(): Promise<void> {
    await this.#connect();
    this.#timer = setInterval(() => this.#tick(), pulseMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#connection?.end({ timeout: 1 });
  }

  async #connect(): Promise<void> {
    const connection = postgres(this.#options.url, {
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      connect_timeout: 5,
      onnotice: () => {},
      connection: { application_name: "chatkit listen" },
    });
    this.#connection = connection;
    this.#lastPulse = performance.now();
    const { chunks, feed, stop, pulse } = noticeChannels;
    const { nodeId } = this.#options;
    await Promise.all([
      connection.listen(chunks, this.#handlers.chunks),
      connection.listen(feed, this.#handlers.feed),
      connection.listen(stop, this.#handlers.stop),
      connection.listen(
        `${pulse}${nodeId}`,
        () => (this.#lastPulse = performance.now()),
        () => this.#handlers.missed(),
      ),
    ]);
  }

  #tick(): void {
    const silentMs = performance.now() - this.#lastPulse;
    if (silentMs > 1.5 * pulseMs) this.#handlers.missed();
    if (silentMs > deadAfterMs) this.#replace(silentMs);
    if (this.#pulsesSent < mostPulses) void this.#pulse();
  }

  async #pulse(): Promise<void> {
    const { sql, nodeId, log } = this.#options;
    this.#pulsesSent++;
    try {
      await sql.notify(`${noticeChannels.pulse}${nodeId}`, "");
    } catch (error) {
      if (!this.#closed) log.warn({ err: error }, "pulse not sent");
    } finally {
      this.#pulsesSent--;
    }
  }

  #replace(silentMs: number): void {
    this.#options.log.warn(
      { silentMs: Math.round(silentMs) },
      "no pulse on the LISTEN connection, opening another",
    );
    this.#connection?.end({ timeout: 0 }).catch(() => {
      // It is being thrown away; how it ends says nothing.
    });
    this.#connect().catch((error: unknown) => {
      if (!this.#closed) this.#options.log.warn({ err: error }, "LISTEN connection not opened yet");
    });
  }
}
