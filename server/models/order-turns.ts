import type { ProviderTurn } from "./provider.ts";

/**
 * Normalises the turns for all servers: the user first, then alternating roles. Merges neighbours
 * of one role, which a failed reply leaves behind, and drops replies before the first question and
 * blank turns, which servers reject.
 */
export function orderTurns(turns: readonly ProviderTurn[]): ProviderTurn[] {
  const ordered: ProviderTurn[] = [];
  for (const turn of turns) {
    if (isBlank(turn)) continue;
    const last = ordered.at(-1);
    if (last?.role === turn.role) ordered[ordered.length - 1] = joinTurns(last, turn);
    else if (last || turn.role === "user") ordered.push(turn);
  }
  return ordered;
}

function isBlank({ text, files = [] }: ProviderTurn): boolean {
  return text.trim() === "" && files.length === 0;
}

function joinTurns(before: ProviderTurn, after: ProviderTurn): ProviderTurn {
  const files = [...(before.files ?? []), ...(after.files ?? [])];
  const text = [before.text, after.text].filter((part) => part !== "").join("\n\n");
  return files.length > 0 ? { role: after.role, text, files } : { role: after.role, text };
}
