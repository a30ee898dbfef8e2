import type { ProviderRequest, ProviderTurn } from "./provider.ts";

/**
 * The turns of a request, with what stands for those before them as a turn of the person's: it joins the question
 * behind it, which every server takes, and it is no instruction of the operator's.
 */
export function turnsWithSummary({
  summary,
  turns,
}: Pick<ProviderRequest, "summary" | "turns">): ProviderTurn[] {
  if (summary === undefined) return turns;
  const text = `[Summary of the conversation before this point, which is left out here:]\n\n${summary}\n\n[The conversation goes on:]`;
  return [{ role: "user", text }, ...turns];
}
