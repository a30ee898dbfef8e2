import type { Sql } from "postgres";
import type { ClaimedGeneration } from "./claim-generation.ts";
import { finishGeneration, type FinishDeps } from "./finish-generation.ts";
import { loadAttempt } from "./load-attempt.ts";

/**
 * Ends a claimed generation that is not to be produced (any more): its person wanted a stop, or
 * its attempts are used up. What the attempt before has written is kept, logged again behind the
 * `restart` that the claim has written.
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
