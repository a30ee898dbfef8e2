import { isContextOverflow, readNamedWindow } from "../context/context-overflow.ts";
import type { FittedHistory } from "../context/fit-history.ts";
import { createRequestFitter, messageTooLong, type RequestFitter } from "../context/fit-request.ts";
import type { ModelFacts } from "../model-facts.ts";
import type { ProviderRequest } from "../provider.ts";
import { buildRequest } from "./build-request.ts";
import { classifyResponse, type RefusedResponse } from "./classify-failure.ts";
import {
  findRefusedParameter,
  images,
  systemMessages,
  withoutRefused,
} from "./optional-parameters.ts";

/** What a server is asked. */
export interface ShapedRequest {
  body: ReturnType<typeof buildRequest>;
  /** What of the conversation is in it. */
  history: FittedHistory;
}

/** How one request is put to a server that may refuse things about it. */
export interface Negotiation {
  /**
   * The request without what the server is known to refuse, and as much of the conversation as fits.
   *
   * @throws ProviderError `message_too_long` when the newest message alone can never fit
   */
  shape(): ShapedRequest;
  /**
   * Takes note of a refusal, so that the next shape avoids it.
   *
   * @throws ProviderError for a refusal that cannot be mended
   */
  refuse(refused: RefusedResponse): void;
  /** What is known now that the server has taken the last shape. */
  readonly facts: ModelFacts;
}

interface State {
  fitter: RequestFitter;
  without: Set<string>;
  sent: ShapedRequest["body"];
}

/** Begins with what is known of the model. */
export function negotiateRequest(request: ProviderRequest, known: ModelFacts): Negotiation {
  const state: State = {
    fitter: createRequestFitter(request, known),
    without: new Set(known.refused),
    sent: {},
  };
  return {
    shape() {
      const { request: fitted, history } = state.fitter.fit();
      state.sent = bodyOf(fitted, state.without);
      return { body: state.sent, history };
    },
    refuse(refused) {
      mend(state, refused);
    },
    get facts() {
      return isNews(state, known) ? factsOf(state) : known;
    },
  };
}

/** Changes what the next shape is made by. */
function mend({ fitter, without, sent }: State, refused: RefusedResponse): void {
  const { status, body } = refused;
  const isOverflow = isContextOverflow(status, body);
  const named = isOverflow ? readNamedWindow(body) : null;
  if (named !== null && fitter.makeRoom(named)) return;
  // A refusal may name a parameter and speak of tokens too.
  const parameter = findRefusedParameter(sent, status, body);
  if (parameter !== null) without.add(parameter);
  else if (!isOverflow) throw classifyResponse(refused);
  else if (!fitter.makeRoom(null)) throw messageTooLong(`HTTP ${status}`);
}

function bodyOf(request: ProviderRequest, without: ReadonlySet<string>): ShapedRequest["body"] {
  const abilities = {
    takesImages: !without.has(images),
    takesSystem: !without.has(systemMessages),
  };
  return withoutRefused(buildRequest(request, abilities), without, request.purpose);
}

/** Another image may be to the server's liking. */
function factsOf({ fitter, without }: State): ModelFacts {
  return { ...fitter.known, refused: new Set([...without].filter((each) => each !== images)) };
}

function isNews(state: State, known: ModelFacts): boolean {
  const facts = factsOf(state);
  return (
    facts.window !== known.window ||
    facts.mostPrompt !== known.mostPrompt ||
    facts.refused.symmetricDifference(known.refused).size > 0
  );
}
