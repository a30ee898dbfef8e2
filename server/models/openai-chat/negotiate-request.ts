import { isContextOverflow, readNamedWindow } from "../context/context-overflow.ts";
import type { FittedHistory } from "../context/fit-history.ts";
import { createRequestFitter, messageTooLong, type RequestFitter } from "../context/fit-request.ts";
import { withLessReply } from "../continuation/ask-to-continue.ts";
import { prefill } from "../continuation/prefill.ts";
import { type ModelFacts, withFound } from "../model-facts.ts";
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
import { isPrefilled, prefix } from "./prefill.ts";

/** A request as sent to a server. */
export interface ShapedRequest {
  body: ReturnType<typeof buildRequest>;
  /** The part of the conversation that it contains. */
  history: FittedHistory;
}

/** Adapts one request to a server that may reject parts of it. */
export interface Negotiation {
  /**
   * The request without what the server is known to reject, and with as much of the conversation as
   * fits.
   *
   * @throws ProviderError `message_too_long` when the newest message alone can never fit
   */
  shape(): ShapedRequest;
  /**
   * Records a rejection, so that the next shape avoids its cause.
   *
   * @throws ProviderError for a rejection that cannot be worked around
   */
  refuse(refused: RefusedResponse): void;
  /** Whether the last shape lets the model continue its own message. */
  readonly isPrefilled: boolean;
  /** What is known once the server has accepted the last shape. */
  readonly facts: ModelFacts;
}

interface State {
  fitter: RequestFitter;
  without: Set<string>;
  /** Left out of this request, whether or not the server would accept it. */
  avoided: ReadonlySet<string>;
  /** The remaining part of the reply to continue. */
  reply: ProviderRequest;
  sent: ShapedRequest["body"];
  /** How often the conversation was shortened because a rejection gave no reason. */
  guesses: number;
}

/** Most of these attempts; a fifth of the conversation is left then. */
const mostGuesses = 3;

/** Shorter conversations fit into every window, in characters of JSON. */
const certainlyFits = 6_000;

/** How to send a request, besides what is known about the model. */
interface RequestWay {
  effortWay: EffortWay;
  avoided?: ReadonlySet<string> | undefined;
}

/**
 * Starts from what is known about the model.
 *
 * @param way how to set the effort, and what else to leave out, named as by
 *   `findRefusedParameter`
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
    guesses: 0,
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
      return withFound(known, factsOf(state, known));
    },
  };
}

/** Changes what determines the next shape. */
function mend(state: State, refused: RefusedResponse): void {
  const { fitter, without, sent } = state;
  const { status, body } = refused;
  const isOverflow = isContextOverflow(status, body);
  const named = isOverflow ? readNamedWindow(body) : null;
  if (named !== null && fitter.makeRoom(named)) return;
  // A rejection may name a parameter and mention tokens too.
  const parameter = findRefusedParameter(sent, status, body);
  if (parameter !== null) without.add(parameter);
  else if (isOverflow) makeRoom(state, refused);
  // A rejection in other words may still concern the prefill.
  else if (isPrefilled(sent) && (status === 400 || status === 422)) without.add(prefill);
  else if (mayBeTooLong(state, refused) && fitter.makeRoom(null)) state.guesses++;
  else throw classifyResponse(refused);
}

/** Whether a long conversation was rejected without a known reason. */
function mayBeTooLong({ sent, guesses }: State, refused: RefusedResponse): boolean {
  const { status, body } = refused;
  const isLong = JSON.stringify(sent["messages"]).length > certainlyFits;
  if (!isLong || guesses === mostGuesses || (status !== 400 && status !== 422)) return false;
  if (/content|policy|safety|moderation/i.test(body)) return false;
  return classifyResponse(refused).code === "provider_rejected";
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

/** Images are not recorded: the server may accept another one. Guesses are not facts either. */
function factsOf({ fitter, without, guesses }: State, known: ModelFacts): ModelFacts {
  const { window, mostPrompt } = guesses > 0 ? known : fitter.known;
  return { window, mostPrompt, refused: new Set([...without].filter((each) => each !== images)) };
}
