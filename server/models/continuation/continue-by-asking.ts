import { EmptyAnswer } from "../empty-answer.ts";
import type { Provider } from "../provider.ts";
import { turnsToAskForMore } from "./ask-to-continue.ts";
import { createJoinSink } from "./join-sink.ts";

/**
 * Adds continuations to a provider that only writes whole replies: a message asks for the rest, and
 * text that the model repeats is dropped.
 */
export function continueByAsking(stream: Provider["stream"]): Provider["stream"] {
  return async (request, sink) => {
    const { continues, ...whole } = request;
    if (continues === undefined) return stream(request, sink);
    const joined = createJoinSink(continues, sink);
    const asked = { ...whole, turns: turnsToAskForMore(request) };
    const end = await stream(asked, joined).catch((error: unknown) => {
      // The model may have nothing to add.
      if (error instanceof EmptyAnswer) return { usage: null, finishReason: null };
      throw error;
    });
    await joined.finish();
    return end;
  };
}
