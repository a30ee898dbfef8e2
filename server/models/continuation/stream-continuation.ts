import type { FactsMemory } from "../context/facts-memory.ts";
import type { ProviderRequest, ReplyEnd, ReplySink } from "../provider.ts";
import { createJoinSink, type JoinSink } from "./join-sink.ts";
import { prefill } from "./prefill.ts";
import { EmptyAnswer } from "../empty-answer.ts";

/** How to request an answer. */
export interface AnswerForm {
  /** What to leave out, by the names under which rejections are remembered. */
  without: ReadonlySet<string>;
  /** Called before the answer with whether the model continues its own message. */
  onAccepted(isPrefilled: boolean): void;
}

/** Streams one answer. */
export type StreamAnswer = (
  request: ProviderRequest,
  sink: ReplySink,
  form: AnswerForm,
) => Promise<ReplyEnd>;

/** The target of a continuation, and what is known about the server. */
export interface ContinuationTo {
  sink: ReplySink;
  /** Models that have continued their own message. */
  goneOn: Set<string>;
  facts: FactsMemory;
}

/**
 * Streams the continuation of a reply. Not every server lets a model continue its own message, and
 * few say so: try that first. If the server rejects it or the model starts over, a message asks for
 * the rest, from then on directly.
 */
export async function streamContinuation(
  stream: StreamAnswer,
  request: ProviderRequest,
  { sink, goneOn, facts }: ContinuationTo,
): Promise<ReplyEnd> {
  const { continues: before = "", model } = request;
  const goingOn = createJoinSink(before, sink);
  const end = await streamJoined(stream, request, { sink: goingOn, without: new Set() });
  if (goingOn.hasStartedOver) await forgoPrefill(facts, model);
  else if (goingOn.isPrefilled && goingOn.hasWritten) goneOn.add(model);
  // A model that has continued before, and now adds nothing, is done.
  const isOver = goingOn.hasWritten || !goingOn.isPrefilled || goneOn.has(model);
  if (isOver && !goingOn.hasStartedOver) return end;
  const asking = createJoinSink(before, sink);
  return streamJoined(stream, request, { sink: asking, without: new Set([prefill]) });
}

async function forgoPrefill(facts: FactsMemory, model: string): Promise<void> {
  const known = await facts.recall(model);
  await facts.learn(model, { ...known, refused: known.refused.union(new Set([prefill])) });
}

/** The end of an empty answer: a continuation may have nothing to add. */
const nothing: ReplyEnd = { usage: null, finishReason: null };

async function streamJoined(
  stream: StreamAnswer,
  request: ProviderRequest,
  { sink, without }: { sink: JoinSink; without: ReadonlySet<string> },
): Promise<ReplyEnd> {
  try {
    const onAccepted = (isPrefilled: boolean) => sink.begin(isPrefilled);
    const end = await stream(request, sink, { without, onAccepted });
    await sink.finish();
    return end;
  } catch (error) {
    if (sink.hasStartedOver || error instanceof EmptyAnswer) return nothing;
    throw error;
  }
}
