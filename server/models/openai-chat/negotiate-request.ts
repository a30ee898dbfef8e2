import { isContextOverflow, readNamedWindow } from "../context/context-overflow.ts";
import type { FittedHistory } from "../context/fit-history.ts";
import { createRequestFitter, messageTooLong, type RequestFitter } from "../context/fit-request.ts";
import { withLessReply } from "../continuation/ask-to-continue.ts";
import type { ModelFacts } from "../model-facts.ts";
import type { ProviderRequest } from "../provider.ts";
import { buildRequest } from "./build-request.ts";
import type { EffortWay } from "./effort-parameters.ts";
import { classifyResponse, type RefusedResponse } from "./classify-failure.ts";
import {
  findRefusedParameter,
  images,
  systemMessages,
  withoutRefused,
} from "./optional-parameters.ts";
import { isPrefilled, prefill, prefix } from "./prefill.ts";

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
  /** Whether the last shape lets a model go on in a message that it has begun. */
  readonly isPrefilled: boolean;
  /** What is known now that the server has taken the last shape. */
  readonly facts: ModelFacts;
}

interface State {
  fitter: RequestFitter;
  without: Set<string>;
  /** What is not asked for this once, whether or not the server would take it. */
  avoided: ReadonlySet<string>;
  /** What is left of the reply that is continued. */
  reply: ProviderRequest;
  sent: ShapedRequest["body"];
}

/** How a request is put, besides what is known of the model. */
interface RequestWay {
  effortWay: EffortWay;
  avoided?: ReadonlySet<string> | undefined;
}

/**
 * Begins with what is known of the model.
 *
 * @param way how the server is told how long to think, and what is left out besides, as
 *   `findRefusedParameter` names it
 */
export function negotiateRequest(
  request: ProviderRequest,
  known: ModelFacts,
  { effortWay, avoided = new Set() }: RequestWay,
): Negotiation {
  const state: State = {
    fitter: createRequestFitter(request, known),
    without: new Set(known.refused),
    avoided,
    reply: request,
    sent: {},
  };
  return {
    shape() {
      const { request: fitted, history } = state.fitter.fit();
      const { continues } = state.reply;
      const shaped = continues === undefined ? fitted : { ...fitted, continues };
      state.sent = bodyOf(shaped, state.without.union(state.avoided), effortWay);
      return { body: state.sent, history };
    },
    refuse(refused) {
      mend(state, refused);
    },
    get isPrefilled() {
      return isPrefilled(state.sent);
    },
    get facts() {
      return isNews(state, known) ? factsOf(state) : known;
    },
  };
}

/** Changes what the next shape is made by. */
function mend(state: State, refused: RefusedResponse): void {
  const { fitter, without, sent } = state;
  const { status, body } = refused;
  const isOverflow = isContextOverflow(status, body);
  const named = isOverflow ? readNamedWindow(body) : null;
  if (named !== null && fitter.makeRoom(named)) return;
  // A refusal may name a parameter and speak of tokens too.
  const parameter = findRefusedParameter(sent, status, body);
  if (parameter !== null) without.add(parameter);
  else if (isOverflow) makeRoom(state, refused);
  // A refusal in other words may still be one of this.
  else if (isPrefilled(sent) && (status === 400 || status === 422)) without.add(prefill);
  else throw classifyResponse(refused);
}

function makeRoom(state: State, { status }: RefusedResponse): void {
  if (state.fitter.makeRoom(null)) return;
  const shorter = withLessReply(state.reply);
  if (!shorter) throw messageTooLong(`HTTP ${status}`);
  state.reply = shorter;
}

function bodyOf(
  request: ProviderRequest,
  without: ReadonlySet<string>,
  effortWay: EffortWay,
): ShapedRequest["body"] {
  const abilities = {
    takesImages: !without.has(images),
    takesSystem: !without.has(systemMessages),
    takesPrefill: !without.has(prefill),
    takesPrefix: !without.has(prefix),
    effortWay,
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
