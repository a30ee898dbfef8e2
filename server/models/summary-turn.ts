import type { ProviderRequest, ProviderTurn } from "./provider.ts";

/**
 * The turns of a request, preceded by the summary as a user turn: it merges with the question after
 * it, which every server accepts, and it is not an instruction by the operator.
 */
export function turnsWithSummary({
  summary,
  turns,
}: Pick<ProviderRequest, "summary" | "turns">): ProviderTurn[] {
  if (summary === undefined) return turns;
  const text = `[Summary of the conversation before this point, which is left out here:]\n\n${summary}\n\n[The conversation goes on:]`;
  return [{ role: "user", text }, ...turns];
}
