import { APICallError, type LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { Effort } from "../../../shared/effort.ts";
import { isContextOverflow, readNamedWindow } from "../context/context-overflow.ts";
import type { FittedHistory } from "../context/fit-history.ts";
import { createRequestFitter, messageTooLong, type RequestFitter } from "../context/fit-request.ts";
import { withLessReply } from "../continuation/ask-to-continue.ts";
import { isAboutPrefill, prefill } from "../continuation/prefill.ts";
import { type ModelFacts, withFound } from "../model-facts.ts";
import type { ProviderRequest } from "../provider.ts";
import { buildCall, type BuiltCall } from "./build-call.ts";
import { classifyCallError } from "./classify-call-error.ts";
import type { AiSdkKind } from "./kinds.ts";
import { findRefusedThinking } from "./refused-thinking.ts";

/** A call as the SDK takes it. */
export interface ShapedCall {
  call: LanguageModelV4CallOptions;
  /** What of the conversation is in it. */
  history: FittedHistory;
}

/** How one request is put to an API that may refuse things about it. */
export interface CallNegotiation {
  /**
   * The call without what the API is known to refuse, and with as much of the conversation as fits.
   *
   * @throws ProviderError `message_too_long` when the newest message alone can never fit
   */
  shape(): ShapedCall;
  /**
   * Takes note of a failed call, so that the next shape avoids what it was refused for.
   *
   * @throws ProviderError for a failure that cannot be mended
   */
  refuse(error: unknown): void;
  /** Whether the last shape lets the model go on in a message that it has begun. */
  readonly isPrefilled: boolean;
  /** What is known now that the API has taken the last shape. */
  readonly facts: ModelFacts;
}

/** How calls are made, besides what is known about the model. */
export interface CallWay {
  kind: AiSdkKind;
  /** The efforts that the operator says the model has; null leaves that to its name. */
  setting: readonly Effort[] | null;
  /** What is not asked for this once, whether or not the API would take it. */
  avoided: ReadonlySet<string>;
}

interface State extends CallWay {
  fitter: RequestFitter;
  refused: Set<string>;
  /** What is left of the reply that is continued. */
  reply: ProviderRequest;
  sent: BuiltCall | null;
}

/** Begins with what is known about the model. */
export function negotiateCall(
  request: ProviderRequest,
  known: ModelFacts,
  way: CallWay,
): CallNegotiation {
  const fitter = createRequestFitter(request, known);
  const refused = new Set(known.refused);
  const state: State = { ...way, fitter, refused, reply: request, sent: null };
  return {
    shape() {
      const { request: fitted, history } = fitter.fit();
      const { continues } = state.reply;
      const { kind, setting, avoided } = state;
      const asked = continues === undefined ? fitted : { ...fitted, continues };
      const sent = buildCall(asked, { kind, setting, refused: refused.union(avoided) });
      state.sent = sent;
      return { call: sent.call, history };
    },
    refuse: (error) => mend(state, error),
    get isPrefilled() {
      return state.sent?.isPrefilled ?? false;
    },
    get facts() {
      return withFound(known, { ...fitter.known, refused });
    },
  };
}

/** Changes what the next shape is made by. */
function mend(state: State, error: unknown): void {
  const { fitter, refused, sent, kind } = state;
  if (!APICallError.isInstance(error) || sent === null) throw classifyCallError(error);
  const { statusCode: status = 0, responseBody: body = "" } = error;
  const isOverflow = isContextOverflow(status, body);
  const named = isOverflow ? readNamedWindow(body) : null;
  if (named !== null && fitter.makeRoom(named)) return;
  const isRefusal = status === 400 || status === 422;
  const aboutThinking = findRefusedThinking({ ...sent.thinking, kind, status, body, isOverflow });
  if (sent.isPrefilled && isRefusal && isAboutPrefill(body)) refused.add(prefill);
  else if (aboutThinking !== null) refused.add(aboutThinking);
  else if (isOverflow) makeRoom(state);
  // A refusal in other words may still be one of this.
  else if (sent.isPrefilled && isRefusal) refused.add(prefill);
  else throw classifyCallError(error);
}

function makeRoom(state: State): void {
  if (state.fitter.makeRoom(null)) return;
  const shorter = withLessReply(state.reply);
  if (!shorter) throw messageTooLong("refused");
  state.reply = shorter;
}
