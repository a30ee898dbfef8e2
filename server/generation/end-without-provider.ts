import type { Sql } from "postgres";
import type { ClaimedGeneration } from "./claim-generation.ts";
import { cutText } from "./cut-text.ts";
import { finishGeneration, type FinishDeps } from "./finish-generation.ts";
import { loadAttemptText } from "./load-conversation.ts";

/**
 * Ends a claimed generation that is not to be produced (any more): its person wanted a stop, or
 * its attempts are used up. The text of the attempt before is kept, logged again behind the
 * `restart` that the claim has written.
 */
export async function endWithoutProvider(
  deps: FinishDeps & { sql: Sql },
  claim: ClaimedGeneration,
): Promise<void> {
  const text = claim.attempt === 1 ? "" : await loadAttemptText(deps.sql, claim.id);
  await finishGeneration(deps, {
    ...claim,
    text: "",
    rest: cutText(text),
    final: claim.stopRequested
      ? { type: "final", status: "stopped", error: null, usage: null }
      : { type: "final", status: "failed", error: { code: "workers_lost" }, usage: null },
  });
}
