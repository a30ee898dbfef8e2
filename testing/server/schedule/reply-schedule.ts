import { findAbandoned } from "../../../server/chat/generation/claim-generation.ts";
import { stopGeneration } from "../../../server/chat/generation/stop-generation.ts";
import type { ScriptedCall } from "../scripted-provider.ts";
import type { AskedReply, Stage } from "../stage.ts";
import type { Watched } from "../test-worker.ts";
import { openScheduleNode, type ScheduleNode } from "./node.ts";
import type { Beginning, Step } from "./steps.ts";
import { Subscriber } from "./subscriber.ts";

/**
 * The provider's request for one attempt, and the text it has sent: the model of the attempt's
 * text.
 */
interface Attempt {
  call: ScriptedCall;
  said: string;
  /** The longest part of it that a reader has seen. */
  shown: string;
  isFinished: boolean;
}

/** Number of nodes that write and read at any time. */
const nodeCount = 2;

/**
 * A reply that several nodes write in turn and readers follow on all of them, with a model of its
 * text.
 */
export class ReplySchedule implements AsyncDisposable {
  readonly asked: AskedReply;
  readonly subscribers: Subscriber[] = [];
  readonly #stage: Stage;
  readonly #nodes: ScheduleNode[];
  readonly #attempts: Attempt[] = [];
  readonly #runs: Promise<void>[] = [];
  readonly #writing = new Set<ScheduleNode>();
  #owner = 0;
  #words = 0;

  private constructor(stage: Stage, asked: AskedReply, nodes: ScheduleNode[]) {
    this.#stage = stage;
    this.asked = asked;
    this.#nodes = nodes;
  }

  /** Asks for a reply; once a node has started it, one subscriber reads it. */
  static async open(stage: Stage, beginning: Beginning): Promise<ReplySchedule> {
    const nodes = await Promise.all(
      Array.from({ length: nodeCount }, () => openScheduleNode(stage)),
    );
    const begun: Promise<void>[] = [];
    const begin = (generationId: string) => {
      const writers = beginning === "twice" ? nodes : nodes.slice(0, beginning === "here" ? 1 : 0);
      begun.push(...writers.map(({ worker }) => worker.generate(generationId)));
      return true;
    };
    const place = beginning === "job" ? null : { begin, free() {} };
    const asked = await stage.askAt({ hold: () => place });
    const schedule = new ReplySchedule(stage, asked, nodes);
    if (beginning === "patrol") await schedule.#findLeftBehind();
    if (begun.length > 0) await schedule.#seeBegun(begun);
    else await schedule.#claim(beginning === "patrol" ? 1 : 0);
    schedule.#join(1);
    return schedule;
  }

  /** The whole text that the provider has sent in an attempt, counted from 1. */
  saidIn(attempt: number): string {
    return this.#attempts[attempt - 1]?.said ?? "";
  }

  /** Whether the provider has completed an attempt. */
  isFinished(attempt: number): boolean {
    return this.#attempts[attempt - 1]?.isFinished ?? false;
  }

  /**
   * Whether a text may have been kept at an early end: it has to include everything that readers
   * saw of
   * the attempt that ended or, if that one never called the provider, of the latest one that was
   * seen.
   */
  mayKeep(text: string, attempt: number): boolean {
    const ended = this.#attempts[attempt - 1];
    if (ended) return ended.said.startsWith(text) && text.startsWith(ended.shown);
    const newest = this.#attempts.findLastIndex(({ shown }) => shown !== "");
    const of = this.#attempts.findIndex(({ said }) => text !== "" && said.startsWith(text));
    if (of === newest) return text.startsWith(this.#attempts[newest]?.shown ?? "");
    return of > newest;
  }

  /** Carries out a step; does nothing where the step has no target. */
  async take({ do: what, pick }: Step): Promise<void> {
    const subscriber = at(this.subscribers, pick);
    switch (what) {
      case "say":
        return this.#say(this.#attempts.length, pick);
      case "sayLate":
        return this.#say(this.#attempts.length - 1, pick);
      case "finishLate":
        return this.#finish(this.#attempts.length - 1);
      case "settle":
        return this.#settle(subscriber);
      case "join":
        return this.#join(pick);
      case "drop":
        return subscriber?.drop();
      case "resume":
        return subscriber?.connect(this.#node(pick));
      case "stall":
        return subscriber?.stall();
      case "deafen":
        return this.#node(pick).deafen();
      case "stop":
        return this.#stop();
      case "takeOver":
        return this.#takeOver();
      case "replace":
        return this.#replace(pick);
      case "finish":
        return this.#finish(this.#attempts.length);
    }
  }

  /**
   * Ends the reply if it has not ended, and lets all readers finish, and one more from the start.
   */
  async complete(): Promise<void> {
    this.#finish(this.#attempts.length);
    await Promise.all(this.#runs.slice(-1));
    this.#join(this.#owner);
    for (const node of this.#nodes) node.cure();
    for (const [i, subscriber] of this.subscribers.entries()) {
      subscriber.goOn();
      subscriber.connect(this.#node(i));
    }
    await Promise.all(this.subscribers.map((subscriber) => subscriber.end()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const subscriber of this.subscribers) subscriber.drop();
    for (const node of this.#nodes) node.worker.deps.flusher.handOver();
    await Promise.all(this.#runs);
    await Promise.all(this.#nodes.map((node) => node[Symbol.asyncDispose]()));
  }

  #node(pick: number): ScheduleNode {
    const node = at(this.#nodes, pick);
    if (!node) throw new Error("there are no nodes");
    return node;
  }

  /** Words contain the number of their attempt, so that no two attempts have the same. */
  #say(attempt: number, pick: number): void {
    const entry = this.#attempts[attempt - 1];
    if (!entry || entry.isFinished) return;
    const word = `${attempt}.${++this.#words} ${"😀".repeat(pick % 7)}`;
    entry.said += word;
    entry.call.say(word);
  }

  #finish(attempt: number): void {
    const entry = this.#attempts[attempt - 1];
    if (!entry || entry.isFinished) return;
    entry.isFinished = true;
    entry.call.finish();
  }

  #join(pick: number): void {
    const subscriber = new Subscriber({
      generationId: this.asked.generationId,
      userId: this.#stage.userId,
      check: (seen) => this.#check(seen),
    });
    subscriber.connect(this.#node(pick));
    this.subscribers.push(subscriber);
  }

  /** Checks that a screen shows the beginning of one attempt, never two spliced together. */
  #check({ text, attempt }: Readonly<Watched>): void {
    if (text === "") return;
    const entry = this.#attempts.find(({ said }) => said.startsWith(text));
    if (!entry) throw new Error(`nobody ever said ${text}, shown in attempt ${attempt}`);
    if (text.length > entry.shown.length) entry.shown = text;
  }

  /** Waits until a connected subscriber has seen all text so far, or the end. */
  async #settle(subscriber: Subscriber | undefined): Promise<void> {
    if (!subscriber?.node) return;
    subscriber.node.cure();
    subscriber.goOn();
    const attempt = this.#attempts.length;
    const said = this.saidIn(attempt);
    await subscriber.until((seen) => seen.attempt === attempt && seen.text === said);
  }

  async #stop(): Promise<void> {
    const { generationId } = this.asked;
    const { userId } = this.#stage;
    await stopGeneration(this.#node(this.#owner).worker.deps, { generationId, userId });
  }

  /**
   * Another node takes over: the owner is alive, but has not renewed its lease and does not know
   * it.
   */
  async #takeOver(): Promise<void> {
    await this.#claim(await this.#freePlace());
  }

  /**
   * A node that is not writing this reply, even without owning it: no node starts a reply twice.
   */
  async #freePlace(): Promise<number> {
    const free = this.#nodes.findIndex((node) => !this.#writing.has(node));
    if (free >= 0) return free;
    return this.#nodes.push(await openScheduleNode(this.#stage)) - 1;
  }

  /** A node shuts down gracefully and a new one replaces it; its readers move to other nodes. */
  async #replace(pick: number): Promise<void> {
    const place = pick % this.#nodes.length;
    const leaving = this.#node(place);
    this.#nodes[place] = await openScheduleNode(this.#stage);
    const readers = this.subscribers.filter(({ node }) => node === leaving);
    for (const reader of readers) reader.drop();
    leaving.worker.deps.flusher.handOver();
    if (place === this.#owner) {
      await Promise.all(this.#runs.slice(-1));
      await this.#takeOver();
    }
    await leaving[Symbol.asyncDispose]();
    for (const [i, reader] of readers.entries()) reader.connect(this.#node(i));
  }

  /** A node claims the reply once its lease has expired; nothing changes if it has ended. */
  async #claim(place: number): Promise<void> {
    const { worker } = this.#node(place);
    const { generationId } = this.asked;
    while (await this.#isLive()) {
      // The owner may renew its lease at any moment, so it is made to expire again.
      if (this.#attempts.length > 0) await this.#stage.expireLease(generationId);
      const calling = worker.provider.call(worker.provider.calls + 1);
      const run = worker.generate(generationId);
      const call = await Promise.race([calling, run]);
      if (!call) continue;
      this.#isWriting(place, { call, run });
      return;
    }
  }

  /** The first of the nodes that started the reply owns it; the others found it claimed. */
  async #seeBegun(runs: readonly Promise<void>[]): Promise<void> {
    const calls = runs.map(async (run, place) => {
      const call = await Promise.race([this.#node(place).worker.provider.call(), run]);
      if (call) this.#isWriting(place, { call, run });
    });
    await Promise.all(calls);
    if (this.#attempts.length !== 1) throw new Error(`begun ${this.#attempts.length} times`);
  }

  #isWriting(place: number, { call, run }: { call: ScriptedCall; run: Promise<void> }): void {
    const node = this.#node(place);
    this.#attempts.push({ call, said: "", shown: "", isFinished: false });
    this.#writing.add(node);
    this.#runs.push(run.finally(() => this.#writing.delete(node)));
    this.#owner = place;
  }

  /** Makes the reply old enough for a patrol to take it, and checks that one finds it. */
  async #findLeftBehind(): Promise<void> {
    const { generationId } = this.asked;
    const { sql } = this.#stage;
    await sql`update generations set created_at = now() - interval '1 minute' where id = ${generationId}`;
    const { ids } = await findAbandoned(sql, 1_000);
    if (!ids.includes(generationId)) throw new Error("no patrol finds the reply");
  }

  async #isLive(): Promise<boolean> {
    const [row] = await this.#stage.sql<{ live: boolean }[]>`
      select status in ('queued', 'running') as live from generations where id = ${this.asked.generationId}`;
    return row?.live ?? false;
  }
}

function at<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}
