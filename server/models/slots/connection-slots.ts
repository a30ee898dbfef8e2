import type { Logger } from "../../platform/log.ts";
import { ProviderError } from "../provider.ts";
import { callLeaseMs, type LimitedCall, type SlotCall, type SlotStore } from "./slot-table.ts";

/** Interval between renewals while calls have or await slots, in milliseconds: a lease covers three. */
const renewMs = callLeaseMs / 4;

/** Longest wait for a slot, in milliseconds: longer than people watch, shorter than a reply's limit. */
const longestWaitMs = 600_000;

/** A call's slot. */
export interface Slot {
  /** Gives the slot to the next call. */
  leave(): void;
}

/** The slot of a call without a limit. */
const unlimited: Slot = { leave() {} };

/** A request for a slot. */
export interface SlotRequest extends Omit<SlotCall, "id"> {
  /** The server's current limit over all nodes, which admins may change; null for any number. */
  most(): number | null;
  signal: AbortSignal;
  /** Called with the number of calls that get a slot before this one, whenever it changes. */
  told(ahead: number): void;
}

interface Waiting {
  call: SlotCall;
  since: number;
  /** As last reported; -1 before the first report. */
  ahead: number;
  request: SlotRequest;
  granted(): void;
  /** Called when the limit is gone. */
  freed(): void;
  failed(error: unknown): void;
}

/** Dependencies of slots. */
export interface SlotDeps {
  store: SlotStore;
  log: Logger;
  /** Reads limits that have changed; called while calls wait. */
  refresh(): Promise<void>;
}

/**
 * The slots of servers that take a limited number of calls at once, over all nodes. Calls without a
 * slot wait in a queue in the database, in which users take turns; the end of a call gives its slot
 * to the next one. A changed limit counts for waiting calls too. While the database does not answer,
 * calls are made without a slot.
 */
export class ConnectionSlots {
  readonly #store: SlotStore;
  readonly #log: Logger;
  readonly #refresh: SlotDeps["refresh"];
  readonly #held = new Set<string>();
  readonly #waiting = new Map<string, Waiting>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isRenewing = false;
  #renewsAgain = false;

  constructor({ store, log, refresh }: SlotDeps) {
    this.#store = store;
    this.#log = log;
    this.#refresh = refresh;
  }

  /** The calls of this node that wait for a slot of a server. */
  waitingFor(server: string): { count: number; oldestSeconds: number } {
    const waits = [...this.#waiting.values()].filter(({ call }) => call.server === server);
    const now = performance.now();
    const ages = waits.map(({ since }) => (now - since) / 1_000);
    return { count: waits.length, oldestSeconds: Math.max(0, ...ages) };
  }

  /** A slot if one is free and no call waits; otherwise null. */
  async takeFree(request: SlotRequest): Promise<Slot | null> {
    const most = request.most();
    if (most === null) return unlimited;
    const call = newCall(request);
    try {
      return (await this.#take({ ...call, most })) ? this.#hold(call, request) : null;
    } catch (error) {
      return this.#without(error);
    }
  }

  /**
   * A slot, as soon as it is the call's turn.
   *
   * @throws ProviderError `provider_rate_limited` after ten minutes; the signal's reason when it
   *   aborts
   */
  async take(request: SlotRequest): Promise<Slot> {
    const most = request.most();
    if (most === null) return unlimited;
    const call = newCall(request);
    try {
      if (await this.#take({ ...call, most })) return this.#hold(call, request);
    } catch (error) {
      return this.#without(error);
    }
    return this.#wait(call, request);
  }

  /** Handles a notification: a call has been given a slot. */
  hear(id: string): void {
    this.#waiting.get(id)?.granted();
  }

  /** Looks for missed notifications. */
  distrust(): void {
    if (this.#waiting.size > 0) void this.#renew();
  }

  /** Takes a free slot; those of dead nodes are free. */
  async #take(call: LimitedCall): Promise<boolean> {
    if (await this.#store.take(call)) return true;
    await this.#store.sweep();
    return this.#store.take(call);
  }

  #without(error: unknown): Slot {
    this.#log.warn({ err: error }, "a call is made without a slot");
    return unlimited;
  }

  #hold(call: SlotCall, request: SlotRequest): Slot {
    this.#held.add(call.id);
    this.#keepRenewing();
    return { leave: () => this.#leave(call, request) };
  }

  async #wait(call: SlotCall, request: SlotRequest): Promise<Slot> {
    const { promise, resolve, reject } = Promise.withResolvers<Slot | null>();
    promise.catch(() => {});
    const since = performance.now();
    const granted = () => resolve(null);
    const freed = () => resolve(unlimited);
    const waiting = { call, since, ahead: -1, request, granted, freed, failed: reject };
    this.#waiting.set(call.id, waiting);
    const onAbort = () => reject(request.signal.reason);
    request.signal.addEventListener("abort", onAbort, { once: true });
    try {
      request.signal.throwIfAborted();
      await this.#store.join(call).catch((error: unknown) => resolve(this.#without(error)));
      this.#keepRenewing();
      // Slots may have become free before the call joined.
      void this.#renew();
      const without = await promise;
      if (without) this.#leave(call, request);
      return without ?? this.#hold(call, request);
    } catch (error) {
      this.#leave(call, request);
      throw error;
    } finally {
      this.#waiting.delete(call.id);
      request.signal.removeEventListener("abort", onAbort);
    }
  }

  #leave(call: SlotCall, request: SlotRequest): void {
    this.#held.delete(call.id);
    // Where the limit is gone, nothing is passed on: waiting calls go without.
    const most = request.most() ?? 0;
    // Otherwise its lease ends, and the other nodes take the slot back.
    this.#store
      .leave({ ...call, most })
      .catch((error: unknown) => this.#log.warn({ err: error }, "a slot was not given back"));
  }

  #keepRenewing(): void {
    this.#timer ??= setInterval(() => {
      if (this.#held.size + this.#waiting.size > 0) return void this.#renew();
      clearInterval(this.#timer);
      this.#timer = undefined;
    }, renewMs);
    this.#timer.unref();
  }

  /** Renews all leases; a call during a renewal has another one follow. */
  async #renew(): Promise<void> {
    this.#renewsAgain = true;
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    while (this.#renewsAgain) {
      this.#renewsAgain = false;
      await this.#renewAll();
    }
    this.#isRenewing = false;
  }

  /** Restores the place of a call whose lease has ended, because this node was too slow. */
  async #rejoin({ call, request }: Waiting): Promise<void> {
    if (!this.#waiting.has(call.id)) return;
    await this.#store.join(call);
    // It may have left meanwhile.
    if (!this.#waiting.has(call.id)) this.#leave(call, request);
  }

  /** Frees the waiting calls whose limit is gone, and returns the others. */
  async #checkLimits(): Promise<Waiting[]> {
    if (this.#waiting.size > 0) await this.#refresh();
    const waiting = [...this.#waiting.values()];
    for (const each of waiting) if (each.request.most() === null) each.freed();
    return waiting.filter(({ request }) => request.most() !== null);
  }

  async #renewAll(): Promise<void> {
    try {
      const waiting = await this.#checkLimits();
      if (waiting.length > 0) {
        await this.#store.sweep();
        for (const one of onePerServer(waiting)) await this.#store.grant(one);
      }
      const states = await this.#store.renew([
        ...this.#held,
        ...waiting.map(({ call }) => call.id),
      ]);
      const byId = new Map(states.map((state) => [state.id, state]));
      for (const each of waiting) {
        const state = byId.get(each.call.id);
        if (!state) await this.#rejoin(each);
        else if (state.hasSlot) each.granted();
        else tell(each, state.ahead);
        if (performance.now() > each.since + longestWaitMs) each.failed(tooLong());
      }
    } catch (error) {
      this.#log.warn({ err: error }, "slots of model servers not renewed");
    }
  }
}

function newCall({ server, userId }: SlotRequest): SlotCall {
  return { id: crypto.randomUUID(), server, userId };
}

function tell(waiting: Waiting, ahead: number): void {
  if (waiting.ahead === ahead) return;
  waiting.ahead = ahead;
  waiting.request.told(ahead);
}

function onePerServer(waiting: readonly Waiting[]): Pick<LimitedCall, "server" | "most">[] {
  const limits = waiting.map(({ request }) => [request.server, request.most() ?? 0] as const);
  return [...new Map(limits)].map(([server, most]) => ({ server, most }));
}

function tooLong(): ProviderError {
  return new ProviderError("provider_rate_limited", "no free slot within ten minutes");
}
