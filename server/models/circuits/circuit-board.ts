import type { Logger } from "../../platform/log.ts";
import { blockedUntil, type Circuit, type CircuitKey, windowMs } from "./circuit.ts";
import {
  type CircuitStore,
  type Failures,
  fromPayload,
  mostCircuits,
  toPayload,
} from "./circuit-table.ts";
import type { WaitingCalls } from "./count-waiting.ts";
import { type Waiter, WaitingLine } from "./waiting-line.ts";

/**
 * This node's view of servers and models that fail. The nodes share a table, which they change with
 * single statements and announce by notifications. While the database does not answer, nodes send
 * requests that the board would have saved, and no reply fails for it.
 */
export class CircuitBoard {
  readonly #store: CircuitStore;
  readonly #log: Logger;
  readonly #known = new Map<string, Circuit>();
  readonly #lines = new Map<string, WaitingLine>();
  /** Failures that are not yet written to the table. */
  readonly #unwritten = new Map<string, Failures>();
  readonly #writing = new Set<string>();
  #isReadingAll = false;

  constructor({ store, log }: { store: CircuitStore; log: Logger }) {
    this.#store = store;
    this.#log = log;
  }

  /** The calls to a server that wait for its pause to end. */
  waitingFor(server: string): WaitingCalls {
    const now = performance.now();
    const lines = this.#linesOf(server);
    const ages = lines.map((line) => now - line.oldestSince);
    return {
      count: lines.reduce((sum, line) => sum + line.length, 0),
      oldestSeconds: Math.max(0, ...ages) / 1_000,
    };
  }

  /** The circuits of a server that keep calls away at the moment. */
  blockedOf(server: string): Circuit[] {
    const now = performance.now();
    return [...this.#known.values()].filter(
      (circuit) => circuit.server === server && blockedUntil(circuit) > now,
    );
  }

  /** The circuits of a model and its server; empty when both answer. */
  find({ server, model }: CircuitKey): Circuit[] {
    if (this.#known.size === 0) return [];
    const found = [
      { server, model: null },
      { server, model },
    ].map((key) => this.#known.get(toPayload(key)));
    return found.filter((circuit) => circuit !== undefined);
  }

  /** When a provider's pause ends for a model; `performance.now()`, 0 without one. */
  pausedUntil(key: CircuitKey): number {
    return Math.max(0, ...this.find(key).map(({ pausedUntil }) => pausedUntil ?? 0));
  }

  /** Whether calls wait for a model. */
  isAwaited(key: CircuitKey): boolean {
    return this.#lines.has(toPayload(key));
  }

  /** Waits for the end of a pause, and for a turn. */
  async wait(key: CircuitKey, waiter: Waiter): Promise<void> {
    const name = toPayload(key);
    let line = this.#lines.get(name);
    if (!line) {
      const emptied = () => void this.#lines.delete(name);
      line = new WaitingLine(() => this.pausedUntil(key), emptied);
      this.#lines.set(name, line);
    }
    await line.join(waiter);
  }

  /** Takes the one probe of an open circuit; succeeds if the database does not answer. */
  async takeProbe(key: CircuitKey): Promise<boolean> {
    try {
      return await this.#store.takeProbe(key);
    } catch (error) {
      this.#log.warn({ err: error }, "could not coordinate a model's probe with other nodes");
      return true;
    }
  }

  /** Records the failure of a call: immediately on this node, soon on all. */
  failed(key: CircuitKey, failure: Omit<Failures, "count">): void {
    const name = toPayload(key);
    const now = performance.now();
    const { reason, pauseMs } = failure;
    const before = this.#known.get(name);
    const asked = pauseMs === null ? null : now + pauseMs;
    const paused = Math.max(before?.pausedUntil ?? 0, asked ?? 0) || null;
    const openUntil = before?.openUntil ?? null;
    this.#put({ ...key, reason, failedAt: now, pausedUntil: paused, openUntil });
    const unwritten = this.#unwritten.get(name);
    this.#unwritten.set(name, {
      reason,
      count: (unwritten?.count ?? 0) + 1,
      pauseMs: later(unwritten?.pauseMs ?? null, pauseMs),
      isProbe: failure.isProbe || (unwritten?.isProbe ?? false),
    });
    if (!this.#writing.has(name)) void this.#write(key, name);
  }

  /** A call that was made at `askedAt` (`performance.now()`) has been answered. */
  answered(key: CircuitKey, askedAt: number): void {
    const name = toPayload(key);
    const circuit = this.#known.get(name);
    // The failure is newer than the answer.
    if (!circuit || circuit.failedAt > askedAt) return;
    this.#forget(circuit);
    const askedMs = performance.now() - askedAt;
    this.#store
      .recordAnswer(key, askedMs)
      .catch((error: unknown) =>
        this.#log.warn({ err: error }, "could not tell other nodes that a model answers"),
      );
  }

  /** Handles a notification: the circuit of a key has changed. */
  hear(payload: string): void {
    void this.#read(fromPayload(payload));
  }

  /** Reads the whole table, after notifications may have been missed. */
  distrust(): void {
    if (this.#isReadingAll) return;
    this.#isReadingAll = true;
    void this.#read(null).finally(() => (this.#isReadingAll = false));
  }

  async #read(key: CircuitKey | null): Promise<void> {
    try {
      const circuits = await this.#store.read(key);
      const names = new Set(circuits.map(toPayload));
      const held = key ? [this.#known.get(toPayload(key))] : [...this.#known.values()];
      for (const circuit of held)
        if (circuit && !names.has(toPayload(circuit)) && !this.#isUnwritten(circuit))
          this.#forget(circuit);
      for (const circuit of circuits) if (!this.#isUnwritten(circuit)) this.#put(circuit);
    } catch (error) {
      this.#log.warn({ err: error }, "could not read the circuits of models");
    }
  }

  /** Whether this node has unwritten failures, which are newer than the table. */
  #isUnwritten(key: CircuitKey): boolean {
    const name = toPayload(key);
    return this.#unwritten.has(name) || this.#writing.has(name);
  }

  #put(circuit: Circuit): void {
    const name = toPayload(circuit);
    if (!this.#known.has(name) && this.#known.size >= mostCircuits && !this.#evict()) return;
    this.#known.set(name, circuit);
    this.#changed(circuit);
  }

  /** Makes room: circuits of models that nothing calls any more stay until then. */
  #evict(): boolean {
    const now = performance.now();
    for (const [name, circuit] of this.#known)
      if (Math.max(circuit.failedAt + windowMs, blockedUntil(circuit)) < now)
        this.#known.delete(name);
    return this.#known.size < mostCircuits;
  }

  #forget(circuit: Circuit): void {
    this.#known.delete(toPayload(circuit));
    this.#changed(circuit);
  }

  #changed({ server, model }: CircuitKey): void {
    if (model !== null) this.#lines.get(toPayload({ server, model }))?.changed();
    else for (const line of this.#linesOf(server)) line.changed();
  }

  #linesOf(server: string): WaitingLine[] {
    return [...this.#lines].flatMap(([name, line]) =>
      fromPayload(name).server === server ? line : [],
    );
  }

  /** Writes the failures of one key, one statement at a time, however fast they arrive. */
  async #write(key: CircuitKey, name: string): Promise<void> {
    this.#writing.add(name);
    for (;;) {
      const failures = this.#unwritten.get(name);
      if (!failures) break;
      this.#unwritten.delete(name);
      try {
        await this.#store.recordFailures(key, failures);
      } catch (error) {
        this.#log.warn({ err: error }, "could not tell other nodes that a model fails");
      }
    }
    this.#writing.delete(name);
    void this.#read(key);
  }
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
