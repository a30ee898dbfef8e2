import type { ProviderRequest, ProviderTurn } from "../provider.ts";

/** Instruction for a model that cannot continue its own message. */
export const continueInstruction =
  "Your last reply was cut off. Continue it exactly where it stopped, beginning with the very next word. Do not repeat anything that it already says, do not start it over, and do not comment on this request.";

/** How much of a long reply's end to send, in UTF-16 code units: about 25 thousand tokens. */
const mostShown = 100_000;

/**
 * Minimum length of the reply's end, in UTF-16 code units: what a model needs to pick up the
 * thread.
 */
const leastShown = 2_000;

/** Initial length of the reply's end, in UTF-16 code units: a share of the model's window. */
export function replyRoom({ contextWindow }: ProviderRequest): number {
  if (contextWindow === undefined) return mostShown;
  return Math.max(leastShown, Math.min(mostShown, Math.floor(contextWindow / 2)));
}

/** The request with less of the reply to continue; null at the minimum. */
export function withLessReply(request: ProviderRequest): ProviderRequest | null {
  const { continues = "" } = request;
  const shown = Math.min(continues.length, replyRoom(request));
  if (shown <= leastShown) return null;
  return { ...request, continues: continues.slice(-Math.max(leastShown, Math.floor(shown / 2))) };
}

/** The turns of a request that continues a reply, ending with the reply so far. */
export function turnsToContinue(request: ProviderRequest): ProviderTurn[] {
  const { turns, continues = "" } = request;
  const text = continues.slice(-replyRoom(request)).trimEnd().toWellFormed();
  return [...turns, { role: "assistant", text }];
}

/** The same, followed by a user turn that asks for the rest. */
export function turnsToAskForMore(request: ProviderRequest): ProviderTurn[] {
  return [...turnsToContinue(request), { role: "user", text: continueInstruction }];
}
