import type { Sql } from "postgres";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import { idleStepMs, type Pace } from "../pace.ts";
import { type ListenConnection, openListenConnection } from "./listen-connection.ts";

/** NOTIFY channels between nodes. Notices are only hints: the truth is in the tables. */
export const noticeChannels = {
  /** Generations whose logs have grown: `<node>|<id>,<id>…`. */
  chunks: "chatkit_chunks",
  /** A user whose feed has grown: the id. */
  feed: "chatkit_feed",
  /** A generation to stop: its id. */
  stop: "chatkit_stop",
  /** A generation deleted before its end, for its watchers: the id. */
  gone: "chatkit_gone",
  /** A user whose rights have changed: the id. */
  viewer: "chatkit_viewer",
  /** A cached value that was stored or invalidated: `<kind>|<version>|<key>`. */
  cache: "chatkit_cache",
  /** A model or a whole server that fails, or answers again: `<server> <model>`. */
  circuit: "chatkit_circuit",
  /** A call that has been given a slot of a model server: its id. */
  slot: "chatkit_slot",
  /** A file that has changed: the id. */
  attachment: "chatkit_attachment",
  /** A draft that has changed: `<user>/<thread>`. */
  draft: "chatkit_draft",
  /** A user whose prompts have changed: the id; `*` for those of everyone. */
  prompts: "chatkit_prompts",
  /** The announcements have changed. */
  announcements: "chatkit_announcements",
  /** A job that an admin has put back: the queue. */
  jobs: "chatkit_jobs",
  /**
   * A node's pulse, which proves that its LISTEN connection is alive; followed by the node's id.
   */
  pulse: "chatkit_pulse_",
} as const;

type DataChannel = Exclude<keyof typeof noticeChannels, "pulse">;

/** Handlers by channel. `missed` runs when notices may have been lost. */
export type NoticeHandlers = Record<DataChannel, (payload: string) => void> & {
  missed: () => void;
};

/** Interval between pulses, in milliseconds. */
const pulseMs = 1_000;

/**
 * The same while nothing on the node needs notices: then the second look finds a dead connection.
 */
const idlePulseMs = idleStepMs;

/** A pulse later than this means that notices may be missing, in milliseconds. */
const lateAfterMs = 1_250;

/** Interval between looks in milliseconds: with the above, readers wait less than two seconds. */
const lookMs = pulseMs / 2;

/** Maximum number of pulses in flight; a pool that is stuck gets no more. */
const mostPulses = 10;

/** A connection without a pulse for this long is replaced, in milliseconds. */
const deadAfterMs = 5_000;

/** Pause after a connection could not be opened, in milliseconds. */
const reopenMs = 250;

/** Dependencies of a listener. */
export interface NoticeListenerOptions {
  url: string;
  sql: Sql;
  nodeId: string;
  log: Logger;
  metrics: Pick<Metrics, "listenReplaced">;
  pace: Pick<Pace, "every" | "touch">;
  /** Whether anything on this node currently relies on notices. */
  isNeeded: () => boolean;
}

/**
 * Listens for notices on a dedicated connection, and proves with a pulse sent through the pool that
 * they arrive: a half-open connection is silent without an error. While the pulse is late every
 * look counts as `missed`, so followers poll; after five seconds the connection is replaced. A
 * broken one is replaced at once. On an idle node looks and pulses are rare: the first use then
 * runs a look before anything else, which finds the pulse late and counts as `missed`, so nothing
 * relies on notices that were not proven to arrive.
 */
export class NoticeListener implements AsyncDisposable {
  readonly #options: NoticeListenerOptions;
  readonly #handlers: NoticeHandlers;
  readonly #pulseChannel: string;
  /** The newest connection, open or opening. */
  #connection: ListenConnection | undefined;
  #opening = false;
  /** When the connection last proved alive. */
  #lastPulse = 0;
  /** When the latest pulse was sent, and since when one has been awaited; null if none is. */
  #pulsedAt = Number.NEGATIVE_INFINITY;
  #awaitedSince: number | null = null;
  /** Since when a pulse is due every second; null on an idle node. */
  #neededSince: number | null = null;
  #pulsesSent = 0;
  #looking: Disposable | undefined;
  #closed = false;

  constructor(options: NoticeListenerOptions, handlers: NoticeHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#pulseChannel = `${noticeChannels.pulse}${options.nodeId}`;
  }

  /** Opens the connection; resolves once it listens on every channel, rejects when it cannot. */
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
    // Notices missed meanwhile may concern this node.
    this.#options.pace.touch();
    this.#handlers.missed();
  }

  #hear(channel: string, payload: string): void {
    if (channel === this.#pulseChannel) return this.#proven();
    // Another node is in use: its work may soon need this one.
    this.#options.pace.touch();
    if (channel === noticeChannels.chunks) this.#handlers.chunks(payload);
    else if (channel === noticeChannels.feed) this.#handlers.feed(payload);
    else if (channel === noticeChannels.stop) this.#handlers.stop(payload);
    else if (channel === noticeChannels.gone) this.#handlers.gone(payload);
    else if (channel === noticeChannels.viewer) this.#handlers.viewer(payload);
    else if (channel === noticeChannels.cache) this.#handlers.cache(payload);
    else if (channel === noticeChannels.circuit) this.#handlers.circuit(payload);
    else if (channel === noticeChannels.slot) this.#handlers.slot(payload);
    else if (channel === noticeChannels.attachment) this.#handlers.attachment(payload);
    else if (channel === noticeChannels.draft) this.#handlers.draft(payload);
    else if (channel === noticeChannels.prompts) this.#handlers.prompts(payload);
    else if (channel === noticeChannels.announcements) this.#handlers.announcements(payload);
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
    // A timer may fire a little early.
    const pauseMs = (isNeeded ? pulseMs : idlePulseMs) - lookMs / 2;
    if (now - this.#pulsedAt > pauseMs && this.#pulsesSent < mostPulses) void this.#pulse();
  }

  /** Since when a pulse has been missing. */
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
      if (!this.#closed) log.warn({ err: error }, "could not send pulse");
    } finally {
      this.#pulsesSent--;
    }
  }

  /**
   * Gives up the connection. One that is still opening fails because of it, and the next one is
   * tried.
   */
  #replace(reason: "closed" | "silent"): void {
    if (this.#closed) return;
    if (!this.#opening) this.#tellReplaced(reason);
    this.#connection?.[Symbol.asyncDispose]().catch(() => {
      // It is being discarded; how it ends does not matter.
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
        if (!this.#closed) this.#options.log.warn({ err: error }, "could not listen yet");
        await Bun.sleep(reopenMs);
      }
    }
    this.#opening = false;
  }
}
