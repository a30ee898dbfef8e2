import type { ProviderRequest, ReplyEnd, ReplySink } from "../provider.ts";
import type { FactsMemory } from "../context/facts-memory.ts";
import { createJoinSink, type JoinSink } from "../continuation/join-sink.ts";
import { prefill } from "./prefill.ts";
import { EmptyAnswer } from "./reply-reader.ts";

/** How an answer is asked for. */
export interface AnswerForm {
  /** What is left out, as `findRefusedParameter` names it. */
  without: ReadonlySet<string>;
  /** Told before the answer whether the model goes on in a message that it has begun. */
  onAccepted(isPrefilled: boolean): void;
}

/** Streams one answer. */
export type StreamAnswer = (
  request: ProviderRequest,
  sink: ReplySink,
  form: AnswerForm,
) => Promise<ReplyEnd>;

/** Where a continuation goes, and what is known of the server. */
export interface ContinuationTo {
  sink: ReplySink;
  /** Models that have gone on in a message that they had begun. */
  goneOn: Set<string>;
  facts: FactsMemory;
}

/**
 * Streams what comes behind the beginning of a reply. Servers differ in whether a model can go on in a message
 * that it has begun, and few say so: that is tried first, and where the server refuses it or the model
 * begins anew, a message asks for the rest, from then on at once.
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
  // A model that has gone on before, and now says nothing, has nothing more to say.
  const isOver = goingOn.hasWritten || !goingOn.isPrefilled || goneOn.has(model);
  if (isOver && !goingOn.hasStartedOver) return end;
  const asking = createJoinSink(before, sink);
  return streamJoined(stream, request, { sink: asking, without: new Set([prefill]) });
}

async function forgoPrefill(facts: FactsMemory, model: string): Promise<void> {
  const known = await facts.recall(model);
  await facts.learn(model, { ...known, refused: known.refused.union(new Set([prefill])) });
}

/** How an answer ends that says nothing: a continuation may have nothing to add. */
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
