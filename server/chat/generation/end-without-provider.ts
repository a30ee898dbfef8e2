import type { Sql } from "postgres";
import type { ClaimedGeneration } from "./claim-generation.ts";
import { finishGeneration, type FinishDeps } from "./finish-generation.ts";
import { loadAttempt } from "./load-attempt.ts";

/**
 * Ends a claimed generation without calling the provider: it was stopped, or its attempts are used
 * up. The previous attempt's text is kept: it is logged again after the claim's `restart`.
 */
export async function endWithoutProvider(
  deps: FinishDeps & { sql: Sql },
  claim: ClaimedGeneration,
): Promise<void> {
  const pieces =
    claim.attempt === 1
      ? []
      : await loadAttempt(deps.sql, { id: claim.id, after: claim.continues?.seq ?? 0 });
  await finishGeneration(deps, {
    ...claim,
    committed: [],
    rest: pieces,
    final: claim.stopRequested
      ? { type: "final", status: "stopped", error: null, usage: null }
      : { type: "final", status: "failed", error: { code: "workers_lost" }, usage: null },
  });
}
