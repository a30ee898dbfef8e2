import type { ModelFacts } from "../model-facts.ts";
import { ProviderError, type ProviderRequest } from "../provider.ts";
import { type FittedHistory, fitHistory } from "./fit-history.ts";
import { fitBackground } from "./fit-background.ts";
import { boundOfAnswer, isCertainlyTooLong, type PromptRoom, roomFor } from "./prompt-room.ts";
import { sizeOf, sizeTurns } from "./size-turns.ts";

/** A prompt that was rejected without naming the window is cut to this share. */
const shorterBy = 0.6;

/**
 * Maximum number of times that a conversation is shortened for one reply: then a hundredth is left.
 */
const mostShortenings = 8;

/** A request cut to what its model accepts. */
export interface FittedRequest {
  request: ProviderRequest;
  history: FittedHistory;
}

/** Cuts one request to what its model accepts. */
export interface RequestFitter {
  /**
   * The request with as much of the conversation as fits, leaving room for the answer.
   *
   * @throws ProviderError `message_too_long` when the newest message alone can never fit
   */
  fit(): FittedRequest;
  /**
   * Records that the last fit was too long.
   *
   * @param named the window that the rejection named, in tokens; null for none
   * @returns whether the next fit is shorter
   */
  makeRoom(named: number | null): boolean;
  /** What is now known about the window. */
  readonly known: Pick<ModelFacts, "window" | "mostPrompt">;
}

interface LastFit extends FittedRequest {
  room: PromptRoom;
  hasBackground: boolean;
}

/** Starts from what is known about the model. */
export function createRequestFitter(
  request: ProviderRequest,
  facts: Pick<ModelFacts, "window" | "mostPrompt">,
): RequestFitter {
  const sized = sizeTurns(request.turns);
  let { window, mostPrompt } = facts;
  let shortenings = 0;
  let last: LastFit | null = null;
  const newest = sized.at(-1);
  const fit = (): LastFit => {
    const empty = roomFor(request, { window, mostPrompt });
    const spare = empty.turns - (newest ? sizeOf(newest) : 0);
    const background = fitBackground(request, { of: empty.turns, spare });
    const { instructions, tokens, turn } = background;
    const room = { ...empty, turns: empty.turns - tokens, fixed: empty.fixed + tokens };
    const fittedHistory = fitHistory(sized, room.turns, request.shownFrom);
    const filesLeftOut = fittedHistory.filesLeftOut + background.filesLeftOut;
    const history = { ...fittedHistory, filesLeftOut };
    const maxOutputTokens = boundOfAnswer(request, room.fixed + history.tokens, room);
    const turns = turn ? [turn, ...history.turns] : history.turns;
    const fitted = { ...request, instructions, turns, maxOutputTokens };
    return { request: fitted, history, room, hasBackground: tokens > 0 };
  };
  return {
    fit() {
      last = fit();
      const { history, room } = last;
      if (history.turns.length <= 1 && isCertainlyTooLong(room.fixed + history.tokens, room))
        throw messageTooLong("not sent");
      return last;
    },
    makeRoom(named) {
      if (!last || shortenings++ >= mostShortenings) return false;
      if (named !== null) {
        window = Math.min(named, window ?? named);
        if (isShorter(fit(), last)) return true;
      }
      if (last.history.turns.length <= 1 && !last.hasBackground) return false;
      mostPrompt = Math.ceil((last.room.fixed + last.history.tokens) * shorterBy);
      return true;
    },
    get known() {
      return { window, mostPrompt };
    },
  };
}

function isShorter(next: LastFit, last: LastFit): boolean {
  const [answer, before] = [next.request.maxOutputTokens, last.request.maxOutputTokens];
  return (
    next.room.fixed + next.history.tokens < last.room.fixed + last.history.tokens ||
    (answer !== null && before !== null && answer < before)
  );
}

/** The error when the newest message alone is too long. */
export function messageTooLong(how: string): ProviderError {
  return new ProviderError("message_too_long", `the newest message alone is too long: ${how}`);
}
