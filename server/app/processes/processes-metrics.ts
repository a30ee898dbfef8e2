import type { Registry } from "prom-client";
import type { MetricsSource } from "../../api/http/metrics-page.ts";
import { restartsName } from "../../platform/metrics/process-metrics.ts";
import { addUp, growingOnly, markProcess } from "./add-up-metrics.ts";
import { type MetricsSnapshot, readSnapshot, writeSnapshot } from "./metrics-snapshot.ts";

/** The metrics of a process at one moment. */
export interface Counts {
  /** Which start of the process at its place it is: each begins at zero. */
  run: number;
  /** From `writeSnapshot`. */
  snapshot: string;
}

/** A process whose metrics are read. */
export interface CountedProcess {
  /** From 1. */
  place: number;
  /** Null when it does not run, has none yet, or does not answer in time. */
  counts(): Promise<Counts | null>;
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
  /** What the newest process of each place has shown last. */
  readonly #last = new Map<number, { run: number; snapshot: MetricsSnapshot }>();
  /** What those before them had shown, added up. */
  #ended: MetricsSnapshot = [];
  #restarts = 0;
  /** One page after another, so that a later one never has less. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(processes: () => readonly CountedProcess[]) {
    this.#processes = processes;
    this.contentType = addUp([]).contentType;
  }

  /** The page in Prometheus's text format. */
  metrics(): Promise<string> {
    const page = this.#reading.then(() => this.#read());
    this.#reading = page.catch(() => {});
    return page;
  }

  /** Counts a process that has ended and is started again. */
  restarted(): void {
    this.#restarts++;
  }

  async #read(): Promise<string> {
    const found = await Promise.all(
      this.#processes().map(async (process) => this.#snapshotOf(process, await process.counts())),
    );
    await this.#keepEnded(found.flatMap(({ before }) => (before ? [before] : [])));
    const snapshots = found.map(({ snapshot }) => snapshot);
    return addUp([...snapshots, this.#ended, this.#own()]).metrics();
  }

  /**
   * A process that does not answer is still counted as it was.
   *
   * @returns what it shows, and what the process before it had shown last
   */
  #snapshotOf(
    { place }: CountedProcess,
    counts: Counts | null,
  ): { snapshot: MetricsSnapshot; before: MetricsSnapshot | null } {
    const last = this.#last.get(place);
    if (counts === null) return { snapshot: growingOnly(last?.snapshot ?? []), before: null };
    const { run } = counts;
    const snapshot = markProcess(readSnapshot(counts.snapshot), place);
    this.#last.set(place, { run, snapshot });
    return { snapshot, before: last && last.run !== run ? last.snapshot : null };
  }

  async #keepEnded(ended: readonly MetricsSnapshot[]): Promise<void> {
    if (ended.length === 0) return;
    const sum = addUp([this.#ended, ...ended.map(growingOnly)]);
    this.#ended = readSnapshot(await writeSnapshot(sum));
  }

  /** What the supervisor counts itself; nodes have it at zero, with its description. */
  #own(): MetricsSnapshot {
    const values = [{ value: this.#restarts, labels: {} }];
    return [{ name: restartsName, help: "", type: "counter", aggregator: "sum", values }];
  }
}
