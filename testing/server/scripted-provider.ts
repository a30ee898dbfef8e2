import type { FinishReason, Usage } from "../../shared/message.ts";
import type {
  Provider,
  ProviderRequest,
  ReplyEnd,
  ReplySink,
} from "../../server/models/provider.ts";
import type { ProviderEvent } from "./provider-events.ts";

/** One call of a scripted provider; the test decides what it answers, and when. */
export interface ScriptedCall {
  request: ProviderRequest;
  /** Resolves when the worker hangs up before the answer's end. */
  hungUp: Promise<void>;
  /** Resolves once the worker has taken the whole answer, end included. */
  taken: Promise<void>;
  say(text: string): void;
  think(text: string): void;
  rethink(): void;
  /** Ends the answer, with a reason if it is not complete. */
  finish(usage?: Usage, finishReason?: FinishReason): void;
  /** Makes the stream throw. */
  fail(error: Error): void;
}

/** A provider whose answers a test writes by hand. */
export interface ScriptedProvider extends Provider {
  /** The n-th call, counted from 1, once it has been made. */
  call(n?: number): Promise<ScriptedCall>;
  readonly calls: number;
}

type Step = { event: ProviderEvent } | { end: Error | null };

/** Creates a provider without answers. */
export function createScriptedProvider(): ScriptedProvider {
  const calls: ScriptedCall[] = [];
  const waiting = new Set<() => void>();
  return {
    name: "scripted",
    get calls() {
      return calls.length;
    },
    async call(n = 1) {
      for (;;) {
        const call = calls[n - 1];
        if (call) return call;
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
    },
    stream(request, sink) {
      const { call, usage } = openCall(request, sink);
      calls.push(call);
      for (const wake of waiting) wake();
      waiting.clear();
      return usage;
    },
  };
}

function openCall(request: ProviderRequest, { signal, write, think, rethink }: ReplySink) {
  const script: Step[] = [];
  const hungUp = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<void>();
  let wake = () => {};
  const add = (step: Step) => {
    script.push(step);
    wake();
  };
  signal.addEventListener("abort", () => {
    hungUp.resolve();
    wake();
  });
  async function run(): Promise<ReplyEnd> {
    let usage: Usage | null = null;
    let finishReason: FinishReason | null = null;
    for (;;) {
      signal.throwIfAborted();
      const step = script.shift();
      if (!step) await new Promise<void>((resolve) => (wake = resolve));
      else if ("event" in step) {
        const { event } = step;
        if (event.type === "usage") usage = event.usage;
        else if (event.type === "finish") finishReason = event.finishReason;
        else if (event.type === "rethink") rethink();
        else await (event.type === "text" ? write : think)(event.text);
      } else {
        // By then, what the worker does synchronously at the end is done.
        setImmediate(taken.resolve);
        if (step.end) throw step.end;
        return { usage, finishReason };
      }
    }
  }
  const call: ScriptedCall = {
    request,
    hungUp: hungUp.promise,
    taken: taken.promise,
    say: (text) => add({ event: { type: "text", text } }),
    think: (text) => add({ event: { type: "thought", text } }),
    rethink: () => add({ event: { type: "rethink" } }),
    finish(usage, finishReason) {
      if (usage) add({ event: { type: "usage", usage } });
      if (finishReason) add({ event: { type: "finish", finishReason } });
      add({ end: null });
    },
    fail: (error) => add({ end: error }),
  };
  return { call, usage: run() };
}
