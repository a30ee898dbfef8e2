import type { Sql } from "postgres";
import type { FinalChunk } from "../../../shared/generation-event.ts";
import type { ClaimedGeneration } from "./claim-generation.ts";
import { finishGeneration, type FinishDeps } from "./finish-generation.ts";
import { loadAttempt } from "./load-attempt.ts";

/**
 * Ends a claimed generation without calling the provider: it was stopped, or its attempts are used
 * up. The previous attempt's text is kept: it is logged again after the claim's `restart`. Resolves
 * to the end, or to `fenced` when the generation has another owner by now.
 */
export async function endWithoutProvider(
  deps: FinishDeps & { sql: Sql },
  claim: ClaimedGeneration,
): Promise<FinalChunk | "fenced"> {
  const final: FinalChunk = claim.stopRequested
    ? { type: "final", status: "stopped", error: null, usage: null }
    : { type: "final", status: "failed", error: { code: "workers_lost" }, usage: null };
  const pieces =
    claim.attempt === 1
      ? []
      : await loadAttempt(deps.sql, { id: claim.id, after: claim.continues?.seq ?? 0 });
  const isEnded = await finishGeneration(deps, {
    ...claim,
    committed: [],
    rest: pieces,
    final,
  });
  return isEnded ? final : "fenced";
}
