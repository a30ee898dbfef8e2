import type { Registry } from "prom-client";
import type { MetricsSource } from "../../api/http/metrics-page.ts";
import { type FromNode, type NodeStart, type ToNode, toNodeSchema } from "./messages.ts";
import { writeSnapshot } from "./metrics-snapshot.ts";

/** Longest wait for the metrics of all processes, in milliseconds: less than a scrape's 10 s. */
const pageWithinMs = 8_000;

/** The channel to the supervisor. */
export interface Channel {
  /** Resolves when the message is on its way, or lost because the supervisor is gone. */
  send(message: FromNode): Promise<void>;
  onMessage(take: (message: unknown) => void): void;
  onGone(take: () => void): void;
}

/** The channel that the supervisor has opened to this process. */
export function processChannel(): Channel {
  return {
    send: (message) =>
      new Promise((resolve) => {
        if (!process.send || !process.connected) resolve();
        else process.send(message, undefined, undefined, () => resolve());
      }),
    onMessage: (take) => void process.on("message", take),
    onGone: (take) => void process.once("disconnect", take),
  };
}

/** A node's end of the channel to its supervisor: answers what it asks, and asks it for `/metrics`. */
export class SupervisorLink {
  /** How to start. */
  readonly start: Promise<NodeStart>;
  /** Resolves with the reason when this process has to hand over and end. */
  readonly ending: Promise<"asked" | "supervisor gone">;
  readonly #channel: Channel;
  readonly #starting = Promise.withResolvers<NodeStart>();
  readonly #ending = Promise.withResolvers<"asked" | "supervisor gone">();
  readonly #pages = new Map<number, (text: string | null) => void>();
  #nextPage = 1;
  #registry: Registry | null = null;

  constructor(channel: Channel) {
    this.#channel = channel;
    this.start = this.#starting.promise;
    this.ending = this.#ending.promise;
    channel.onGone(() => this.#ending.resolve("supervisor gone"));
    channel.onMessage((message) => void this.#take(toNodeSchema.parse(message)));
  }

  /** This node serves people. */
  ready(): Promise<void> {
    return this.#channel.send({ kind: "ready" });
  }

  /** This node cannot start; resolves when the supervisor has been told. */
  failed(says: string): Promise<void> {
    return this.#channel.send({ kind: "failed", says });
  }

  /** Shares this node's metrics, and gives those of all processes. */
  metricsOfAll(own: Registry): MetricsSource {
    this.#registry = own;
    return { contentType: own.contentType, metrics: () => this.#askForPage() };
  }

  async #take(message: ToNode): Promise<void> {
    switch (message.kind) {
      case "start":
        return this.#starting.resolve(message);
      case "drain":
        return this.#ending.resolve("asked");
      case "ping":
        return this.#channel.send({ kind: "alive" });
      case "count": {
        const snapshot = this.#registry && (await writeSnapshot(this.#registry));
        return this.#channel.send({ kind: "counts", id: message.id, snapshot });
      }
      case "page":
        return this.#pages.get(message.id)?.(message.text);
    }
  }

  async #askForPage(): Promise<string> {
    const id = this.#nextPage++;
    const { promise, resolve } = Promise.withResolvers<string | null>();
    const timer = setTimeout(() => resolve(null), pageWithinMs);
    this.#pages.set(id, resolve);
    try {
      await this.#channel.send({ kind: "page", id });
      const text = await promise;
      if (text === null)
        throw new Error("the supervisor did not give the metrics of all processes");
      return text;
    } finally {
      clearTimeout(timer);
      this.#pages.delete(id);
    }
  }
}
