import type { FinishReason } from "../../../shared/message.ts";
import type { ScriptedCall } from "../scripted-provider.ts";
import type { Watched } from "../test-worker.ts";

/** The provider's call for one attempt, and the model of the message's text by it. */
interface Attempt {
  call: ScriptedCall;
  said: string;
  /** The longest part of it that a reader has seen. */
  shown: string;
  isFinished: boolean;
}

/** The attempts of one generation, counted from 1: a model of what readers may see. */
export class Attempts {
  readonly #all: Attempt[] = [];
  /** The message's text when the generation started; every attempt writes after it. */
  readonly #base: string;
  #words: number;

  constructor(base = "", words = 0) {
    this.#base = base;
    this.#words = words;
  }

  get length(): number {
    return this.#all.length;
  }

  /** The model of a generation that continues the reply after this text. */
  continuedAfter(text: string): Attempts {
    return new Attempts(text, this.#words);
  }

  add(call: ScriptedCall): void {
    this.#all.push({ call, said: this.#base, shown: this.#base, isFinished: false });
  }

  /** The message's whole text by an attempt. */
  saidIn(attempt: number): string {
    return this.#all[attempt - 1]?.said ?? this.#base;
  }

  /** Whether the provider has ended an attempt without a failure. */
  isFinished(attempt: number): boolean {
    return this.#all[attempt - 1]?.isFinished ?? false;
  }

  /** Words contain attempt and number, so that no two attempts or generations share one. */
  say(attempt: number, pick: number): void {
    const entry = this.#all[attempt - 1];
    if (!entry || entry.isFinished) return;
    const word = `${attempt}.${++this.#words} ${"😀".repeat(pick % 7)}`;
    entry.said += word;
    entry.call.say(word);
  }

  /** Lets the provider end an attempt; a second end does nothing. */
  finish(attempt: number, finishReason?: FinishReason): void {
    const entry = this.#all[attempt - 1];
    if (!entry || entry.isFinished) return;
    entry.isFinished = true;
    entry.call.finish(undefined, finishReason);
  }

  /**
   * Whether a text may have been kept at an early end: with everything that readers saw of the
   * attempt that ended or, if that one never called the provider, of the latest one that was seen.
   */
  mayKeep(text: string, attempt: number): boolean {
    const ended = this.#all[attempt - 1];
    if (ended) return ended.said.startsWith(text) && text.startsWith(ended.shown);
    const newest = this.#all.findLastIndex(({ shown }) => shown !== this.#base);
    if (text === this.#base) return newest === -1;
    if (!text.startsWith(this.#base)) return false;
    const of = this.#all.findIndex(({ said }) => said.startsWith(text));
    const entry = this.#all[of];
    if (!entry) return false;
    return of > newest || (of === newest && text.startsWith(entry.shown));
  }

  /** Checks that a screen shows the beginning of one attempt, never two spliced together. */
  check({ text, attempt }: Readonly<Watched>): void {
    if (this.#base.startsWith(text)) return;
    const entry = this.#all.find(({ said }) => said.startsWith(text));
    if (!entry) throw new Error(`no attempt said ${text}, shown in attempt ${attempt}`);
    if (text.length > entry.shown.length) entry.shown = text;
  }
}
