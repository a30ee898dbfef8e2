import type { Registry } from "prom-client";
import type { MetricsSource } from "../../api/http/metrics-page.ts";
import type { Logger } from "../../platform/log.ts";
import { restartsName } from "../../platform/metrics/process-metrics.ts";
import { addUp, growingOnly, markProcess } from "./add-up-metrics.ts";
import { type MetricsSnapshot, readSnapshot, writeSnapshot } from "./metrics-snapshot.ts";

/** A process whose metrics are read. */
export interface CountedProcess {
  /** From 1. */
  place: number;
  /** Its metrics, from `writeSnapshot`; null when it has none, or does not answer in time. */
  counts(): Promise<string | null>;
}

/**
 * The metrics of all processes on one page, as those of a single node. What describes one process
 * has its place as the label `process`; gauges are added up, or are the highest where they are the
 * same everywhere; counters and histograms are added up and never fall: what a process that has
 * ended had last shown stays in the sum, because Prometheus takes a smaller sum for a new start of
 * all, and would count everything once more.
 */
export class ProcessesMetrics implements MetricsSource {
  readonly contentType: Registry["contentType"];
  readonly #processes: () => readonly CountedProcess[];
  readonly #log: Pick<Logger, "warn">;
  /** What processes that run have shown last, by place. */
  readonly #last = new Map<number, MetricsSnapshot>();
  /** What those that have ended had shown. */
  #ended: MetricsSnapshot = [];
  #restarts = 0;
  /** One page after another, so that a later one never has less. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(processes: () => readonly CountedProcess[], log: Pick<Logger, "warn">) {
    this.#processes = processes;
    this.#log = log;
    this.contentType = addUp([]).contentType;
  }

  /** The page in Prometheus's text format. */
  metrics(): Promise<string> {
    const page = this.#reading.then(() => this.#read());
    this.#reading = page.catch(() => {});
    return page;
  }

  /** A process has ended and is started again. */
  restarted(place: number): void {
    this.#restarts++;
    this.#reading = this.#reading
      .then(() => this.#keep(place))
      .catch((error: unknown) => {
        this.#log.warn({ err: error, process: place }, "the counts of a process are lost");
      });
  }

  async #read(): Promise<string> {
    const snapshots = await Promise.all(this.#processes().map((each) => this.#snapshotOf(each)));
    return addUp([...snapshots, this.#ended, this.#own()]).metrics();
  }

  /** A process that does not answer is still counted as it was. */
  async #snapshotOf(process: CountedProcess): Promise<MetricsSnapshot> {
    const { place } = process;
    const text = await process.counts();
    const before = this.#last.get(place);
    if (text === null) return before ? growingOnly(before) : [];
    const snapshot = markProcess(readSnapshot(text), place);
    this.#last.set(place, snapshot);
    return snapshot;
  }

  async #keep(place: number): Promise<void> {
    const before = this.#last.get(place);
    if (!before) return;
    this.#last.delete(place);
    this.#ended = readSnapshot(await writeSnapshot(addUp([this.#ended, growingOnly(before)])));
  }

  /** What the supervisor counts itself; nodes have it at zero, with its description. */
  #own(): MetricsSnapshot {
    const values = [{ value: this.#restarts, labels: {} }];
    return [{ name: restartsName, help: "", type: "counter", aggregator: "sum", values }];
  }
}
