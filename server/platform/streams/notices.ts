import type { Sql } from "postgres";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import { idleStepMs, type Pace } from "../pace.ts";
import { type ListenConnection, openListenConnection } from "./listen-connection.ts";

/** What nodes tell each other through NOTIFY. Hints only: the truth is in the tables. */
export const noticeChannels = {
  /** Generations whose logs have grown: `<node>|<id>,<id>…`. */
  chunks: "chatkit_chunks",
  /** A user whose feed has grown: the id. */
  feed: "chatkit_feed",
  /** A generation to stop: its id. */
  stop: "chatkit_stop",
  /** A generation that was deleted before its end: the id. Those who watch it have to hear. */
  gone: "chatkit_gone",
  /** A user of whom what they may has changed: the id. */
  viewer: "chatkit_viewer",
  /** Something cached that has been read anew, or is to be forgotten: `<kind>|<version>|<key>`. */
  cache: "chatkit_cache",
  /** A file of which something has become: the id. */
  attachment: "chatkit_attachment",
  /** A job that an admin has put back: the queue. */
  jobs: "chatkit_jobs",
  /** A node's own pulse, to see that its LISTEN connection is alive; with the node's id behind it. */
  pulse: "chatkit_pulse_",
} as const;

type DataChannel = Exclude<keyof typeof noticeChannels, "pulse">;

/** What to do with each notice. `missed` runs when notices may have been lost. */
export type NoticeHandlers = Record<DataChannel, (payload: string) => void> & {
  missed: () => void;
};

/** Pause between two pulses, in milliseconds. */
const pulseMs = 1_000;

/** The same while nothing on the node needs notices: a dead connection is then found at the second look. */
const idlePulseMs = idleStepMs;

/** A pulse that is later than this says that notices may be missing, in milliseconds. */
const lateAfterMs = 1_250;

/** Pause between two looks, in milliseconds: with the above, nobody waits for two seconds. */
const lookMs = pulseMs / 2;

/** Pulses that may be on their way; a pool that takes none for so long gets no more. */
const mostPulses = 10;

/** A connection that should have brought a pulse for so long is replaced, in milliseconds. */
const deadAfterMs = 5_000;

/** Pause after a connection that could not be opened, in milliseconds. */
const reopenMs = 250;

/** What a listener needs of its node. */
export interface NoticeListenerOptions {
  url: string;
  sql: Sql;
  nodeId: string;
  log: Logger;
  metrics: Pick<Metrics, "listenReplaced">;
  pace: Pick<Pace, "every" | "touch">;
  /** Whether anything on this node waits for notices or relies on them at the moment. */
  isNeeded: () => boolean;
}

/**
 * Listens for notices on a connection of its own and proves, with a pulse sent through the
 * pool, that they arrive: a half-open connection is silent without an error. While the pulse
 * is late every look counts as `missed`, so followers poll; after five seconds the connection
 * is replaced. One that breaks is replaced at once. On an idle node looks and pulses are rare. The first
 * use runs a look before anything else, which finds the pulse late and counts as `missed`, so nothing
 * relies on notices that were not proven to arrive.
 */
export class NoticeListener implements AsyncDisposable {
  readonly #options: NoticeListenerOptions;
  readonly #handlers: NoticeHandlers;
  readonly #pulseChannel: string;
  /** The newest one, listening or about to. */
  #connection: ListenConnection | undefined;
  #opening = false;
  /** When the connection was proven last. */
  #lastPulse = 0;
  /** When the newest pulse was sent, and since when a pulse has been awaited; null when none is. */
  #pulsedAt = Number.NEGATIVE_INFINITY;
  #awaitedSince: number | null = null;
  /** Since when pulses are due every second; null on an idle node. */
  #neededSince: number | null = null;
  #pulsesSent = 0;
  #looking: Disposable | undefined;
  #closed = false;

  constructor(options: NoticeListenerOptions, handlers: NoticeHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#pulseChannel = `${noticeChannels.pulse}${options.nodeId}`;
  }

  /** Opens the connection; resolves once every channel is listened to, rejects when it cannot be. */
  async start(): Promise<void> {
    await this.#open();
    const { pace } = this.#options;
    this.#looking = pace.every({ liveMs: lookMs, idleMs: idlePulseMs, run: () => this.#look() });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#looking?.[Symbol.dispose]();
    await this.#connection?.[Symbol.asyncDispose]();
  }

  /** Opens a connection; rejects when it cannot be used, or was given up meanwhile. */
  async #open(): Promise<void> {
    const { pulse: _, ...channels } = noticeChannels;
    const connection = openListenConnection({
      url: this.#options.url,
      channels: [...Object.values(channels), this.#pulseChannel],
      onNotice: (channel, payload) => this.#hear(channel, payload),
      onLost: () => {
        if (this.#connection === connection) this.#replace("closed");
      },
    });
    this.#connection = connection;
    this.#proven();
    await connection.ready;
    // What was said meanwhile may need this node.
    this.#options.pace.touch();
    this.#handlers.missed();
  }

  #hear(channel: string, payload: string): void {
    if (channel === this.#pulseChannel) return this.#proven();
    // Another node is in use: what it does may soon need this one.
    this.#options.pace.touch();
    if (channel === noticeChannels.chunks) this.#handlers.chunks(payload);
    else if (channel === noticeChannels.feed) this.#handlers.feed(payload);
    else if (channel === noticeChannels.stop) this.#handlers.stop(payload);
    else if (channel === noticeChannels.gone) this.#handlers.gone(payload);
    else if (channel === noticeChannels.viewer) this.#handlers.viewer(payload);
    else if (channel === noticeChannels.cache) this.#handlers.cache(payload);
    else if (channel === noticeChannels.attachment) this.#handlers.attachment(payload);
    else this.#handlers.jobs(payload);
  }

  #proven(): void {
    this.#lastPulse = performance.now();
    this.#awaitedSince = null;
  }

  #look(): void {
    const now = performance.now();
    const isNeeded = this.#options.isNeeded();
    this.#neededSince = isNeeded ? (this.#neededSince ?? now) : null;
    if (now - this.#lastPulse > lateAfterMs || this.#opening) this.#handlers.missed();
    if (now - this.#quietSince(now) > deadAfterMs) this.#replace("silent");
    // A timer may come a little early.
    const pauseMs = (isNeeded ? pulseMs : idlePulseMs) - lookMs / 2;
    if (now - this.#pulsedAt > pauseMs && this.#pulsesSent < mostPulses) void this.#pulse();
  }

  /** Since when there should have been a pulse. */
  #quietSince(now: number): number {
    if (this.#neededSince !== null) return Math.max(this.#lastPulse, this.#neededSince);
    return this.#awaitedSince ?? now;
  }

  async #pulse(): Promise<void> {
    const { sql, log } = this.#options;
    this.#pulsedAt = performance.now();
    this.#awaitedSince ??= this.#pulsedAt;
    this.#pulsesSent++;
    try {
      await sql.notify(this.#pulseChannel, "");
    } catch (error) {
      if (!this.#closed) log.warn({ err: error }, "pulse not sent");
    } finally {
      this.#pulsesSent--;
    }
  }

  /** Gives up the connection. One that is being opened fails by that, and the next is tried. */
  #replace(reason: "closed" | "silent"): void {
    if (this.#closed) return;
    if (!this.#opening) this.#tellReplaced(reason);
    this.#connection?.[Symbol.asyncDispose]().catch(() => {
      // It is being thrown away; how it ends says nothing.
    });
    this.#connection = undefined;
    if (!this.#opening) void this.#reopen();
  }

  #tellReplaced(reason: "closed" | "silent"): void {
    const { log, metrics } = this.#options;
    metrics.listenReplaced.inc({ reason });
    log.warn({ reason }, "opening another LISTEN connection");
  }

  async #reopen(): Promise<void> {
    this.#opening = true;
    while (!this.#closed) {
      try {
        await this.#open();
        break;
      } catch (error) {
        if (!this.#closed) this.#options.log.warn({ err: error }, "not listening yet");
        await Bun.sleep(reopenMs);
      }
    }
    this.#opening = false;
  }
}
