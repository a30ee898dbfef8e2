import type { ProviderRequest, ProviderTurn } from "../provider.ts";

/** What a model is told that cannot write on in a message that it has begun. */
export const continueInstruction =
  "Your last reply was cut off. Continue it exactly where it stopped, beginning with the very next word. Do not repeat anything that it already says, do not start it over, and do not comment on this request.";

/** How much of a long reply's end a model is shown, in UTF-16 code units: about 25 thousand tokens. */
const mostShown = 100_000;

/** The end of a reply that always is shown, in UTF-16 code units: what a model needs to find its thread. */
const leastShown = 2_000;

/** How much of the end of a reply a model is shown at first, in UTF-16 code units: a part of its window. */
export function replyRoom({ contextWindow }: ProviderRequest): number {
  if (contextWindow === undefined) return mostShown;
  return Math.max(leastShown, Math.min(mostShown, Math.floor(contextWindow / 2)));
}

/** The request with less of the reply that it continues; null when the least is left. */
export function withLessReply(request: ProviderRequest): ProviderRequest | null {
  const { continues = "" } = request;
  const shown = Math.min(continues.length, replyRoom(request));
  if (shown <= leastShown) return null;
  return { ...request, continues: continues.slice(-Math.max(leastShown, Math.floor(shown / 2))) };
}

/** The turns of a request that continues a reply, with the reply so far as the last one. */
export function turnsToContinue(request: ProviderRequest): ProviderTurn[] {
  const { turns, continues = "" } = request;
  const text = continues.slice(-replyRoom(request)).trimEnd().toWellFormed();
  return [...turns, { role: "assistant", text }];
}

/** The same, with a turn of the user's that asks for the rest. */
export function turnsToAskForMore(request: ProviderRequest): ProviderTurn[] {
  return [...turnsToContinue(request), { role: "user", text: continueInstruction }];
}
