import { canContinue } from "../../../shared/can-continue.ts";
import { encodeCursor } from "../../../shared/cursor.ts";
import { newId } from "../../../shared/ids.ts";
import type { FinishReason } from "../../../shared/message.ts";
import { findAbandoned } from "../../../server/chat/generation/claim-generation.ts";
import { continueMessage } from "../../../server/chat/generation/continue-message.ts";
import { stopGeneration } from "../../../server/chat/generation/stop-generation.ts";
import { present } from "../../present.ts";
import type { ScriptedCall } from "../scripted-provider.ts";
import type { AskedReply, Stage } from "../stage.ts";
import { openScheduleNode, type ScheduleNode } from "./node.ts";
import type { Beginning, Step } from "./steps.ts";
import { ScheduledGeneration } from "./scheduled-generation.ts";
import type { Subscriber, Subscription } from "./subscriber.ts";

/** Number of nodes that write and read at any time. */
const nodeCount = 2;

/**
 * A reply that several nodes write in turn and readers follow on all of them, with a model of its
 * text.
 */
export class ReplySchedule implements AsyncDisposable {
  readonly #messageId: string;
  /** Oldest first; only the last one is being written. */
  readonly generations: ScheduledGeneration[];
  readonly #stage: Stage;
  readonly #nodes: ScheduleNode[];
  readonly #runs: Promise<void>[] = [];
  readonly #writing = new Set<ScheduleNode>();
  #owner = 0;

  private constructor(stage: Stage, asked: AskedReply, nodes: ScheduleNode[]) {
    this.#stage = stage;
    this.#messageId = asked.messageId;
    this.#nodes = nodes;
    this.generations = [new ScheduledGeneration(asked.generationId)];
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

  /** Carries out a step; does nothing where the step has no target. */
  async take({ do: what, pick }: Step): Promise<void> {
    const { attempts, readers } = this.#current;
    const subscriber = at(readers, pick);
    switch (what) {
      case "say":
        return attempts.say(attempts.length, pick);
      case "sayLate":
        return attempts.say(attempts.length - 1, pick);
      case "finishLate":
        return attempts.finish(attempts.length - 1);
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
        return this.#finish();
      case "cutOff":
        return this.#finish("length");
      case "continue":
        return this.#continue(pick);
    }
  }

  /**
   * Ends the reply if it has not ended, and lets the readers of all generations finish, and one more
   * of the last generation from the start.
   */
  async complete(): Promise<void> {
    this.#finish();
    await Promise.all(this.#runs.slice(-1));
    this.#current.ended = await this.#stage.message(this.#messageId);
    this.#join(this.#owner);
    for (const node of this.#nodes) node.cure();
    for (const [i, reader] of this.#readers.entries()) {
      reader.goOn();
      reader.connect(this.#node(i));
    }
    await Promise.all(this.#readers.map((reader) => reader.end()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const reader of this.#readers) reader.drop();
    for (const node of this.#nodes) node.worker.deps.flusher.handOver();
    await Promise.all(this.#runs);
    await Promise.all(this.#nodes.map((node) => node[Symbol.asyncDispose]()));
  }

  /** The generation that is being written, or was last. */
  get #current(): ScheduledGeneration {
    const current = this.generations.at(-1);
    if (!current) throw new Error("there is no generation");
    return current;
  }

  /** The readers of all generations. */
  get #readers(): Subscriber[] {
    return this.generations.flatMap(({ readers }) => readers);
  }

  #node(pick: number): ScheduleNode {
    const node = at(this.#nodes, pick);
    if (!node) throw new Error("there are no nodes");
    return node;
  }

  #finish(finishReason?: FinishReason): void {
    const { attempts } = this.#current;
    attempts.finish(attempts.length, finishReason);
    this.#isEnding();
  }

  /** A step has ended the newest attempt, which its worker is about to notice. */
  #isEnding(): void {
    this.#current.ending ??= Promise.all(this.#runs.slice(-1));
  }

  /** @param held for a reader of the generation before */
  #join(pick: number, held?: Subscription["held"]): void {
    const { userId } = this.#stage;
    this.#current.join(this.#node(pick), { userId, ...(held ? { held } : {}) });
  }

  /** Waits until a connected subscriber has seen all text so far, or the end. */
  async #settle(subscriber: Subscriber | undefined): Promise<void> {
    if (!subscriber?.node) return;
    subscriber.node.cure();
    subscriber.goOn();
    const { attempts } = this.#current;
    const attempt = attempts.length;
    const said = attempts.saidIn(attempt);
    await subscriber.until((seen) => seen.attempt === attempt && seen.text === said);
  }

  async #stop(): Promise<void> {
    const { id: generationId } = this.#current;
    const { userId } = this.#stage;
    await stopGeneration(this.#node(this.#owner).worker.deps, { generationId, userId });
    this.#isEnding();
  }

  /**
   * Waits for the reply's end and continues it if it was cut off. Readers of the ended generation
   * stay with its log; two others read the new one, from the start and after the text so far.
   */
  async #continue(pick: number): Promise<void> {
    const before = this.#current;
    if (!before.ending) return;
    await before.ending;
    const messageId = this.#messageId;
    const reply = await this.#stage.message(messageId);
    if (!reply || !canContinue(reply)) return;
    const generationId = newId("generation");
    const deps = { ...this.#node(pick).worker.deps, defaultWorkflowId: "wf_default" };
    const { userId } = this.#stage;
    const continued = await continueMessage(deps, userId, { messageId, generationId });
    before.ended = reply;
    const { text } = reply;
    const attempts = before.attempts.continuedAfter(text);
    this.generations.push(new ScheduledGeneration(generationId, attempts));
    this.#join(pick);
    const { seq } = present(continued.reply.generation?.continuation);
    this.#join(pick + 1, { text, cursor: encodeCursor(generationId, seq) });
    await this.#claim(await this.#freePlace());
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
    const readers = this.#readers.filter(({ node }) => node === leaving);
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
    const { id: generationId, attempts } = this.#current;
    while (await this.#isLive()) {
      // The owner may renew its lease at any moment, so it is made to expire again.
      if (attempts.length > 0) await this.#stage.expireLease(generationId);
      const calling = worker.provider.call(worker.provider.calls + 1);
      const run = worker.generate(generationId);
      const call = await Promise.race([calling, run]);
      if (!call) continue;
      this.#isWriting(place, { call, run });
      return;
    }
    // It may have ended without its newest attempt, whose worker does not know it yet.
    this.#current.ending = Promise.resolve();
  }

  /** The first of the nodes that started the reply owns it; the others found it claimed. */
  async #seeBegun(runs: readonly Promise<void>[]): Promise<void> {
    const calls = runs.map(async (run, place) => {
      const call = await Promise.race([this.#node(place).worker.provider.call(), run]);
      if (call) this.#isWriting(place, { call, run });
    });
    await Promise.all(calls);
    const { length } = this.#current.attempts;
    if (length !== 1) throw new Error(`begun ${length} times`);
  }

  #isWriting(place: number, { call, run }: { call: ScriptedCall; run: Promise<void> }): void {
    const node = this.#node(place);
    this.#current.attempts.add(call);
    this.#current.ending = null;
    this.#writing.add(node);
    this.#runs.push(run.finally(() => this.#writing.delete(node)));
    this.#owner = place;
  }

  /** Makes the reply old enough for a patrol to take it, and checks that one finds it. */
  async #findLeftBehind(): Promise<void> {
    const { id: generationId } = this.#current;
    const { sql } = this.#stage;
    await sql`update generations set created_at = now() - interval '1 minute' where id = ${generationId}`;
    const { ids } = await findAbandoned(sql, 1_000);
    if (!ids.includes(generationId)) throw new Error("no patrol finds the reply");
  }

  async #isLive(): Promise<boolean> {
    const [row] = await this.#stage.sql<{ live: boolean }[]>`
      select status in ('queued', 'running') as live from generations where id = ${this.#current.id}`;
    return row?.live ?? false;
  }
}

function at<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}
