import { and, eq, inArray, sql as drizzleSql } from "drizzle-orm";
import type { Sql } from "postgres";
import { type GenerationStatus, liveStatuses } from "../../../shared/generation-status.ts";
import type { Database } from "../../platform/db/client.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { notFound } from "../../platform/errors.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";
import { claimGeneration } from "./claim-generation.ts";
import { endWithoutProvider } from "./end-without-provider.ts";
import type { FinishDeps } from "./finish-generation.ts";

/** A generation, and the user who has to own it. */
export interface GenerationOfUser {
  generationId: string;
  userId: string;
}

/**
 * Requests a generation's stop. The request is durable; the notice only lets its worker see it
 * sooner. A generation that no worker has claimed yet ends here.
 *
 * @returns its status when the request was stored; a final one is left unchanged
 */
export async function stopGeneration(
  deps: FinishDeps & { sql: Sql },
  of: GenerationOfUser,
): Promise<{ generationId: string; status: GenerationStatus }> {
  const wished = await requestStop(deps.db, of);
  if (wished.status === "queued") {
    const claim = await claimGeneration(deps.sql, deps.nodeId, of.generationId);
    if (claim) await endWithoutProvider(deps, claim);
  }
  return wished;
}

async function requestStop(
  db: Database,
  of: GenerationOfUser,
): Promise<{ generationId: string; status: GenerationStatus }> {
  const own = and(eq(generations.id, of.generationId), eq(generations.userId, of.userId));
  const [live] = await db
    .update(generations)
    .set({ stopRequested: true, stopRequestedAt: drizzleSql`coalesce(stop_requested_at, now())` })
    .where(and(own, inArray(generations.status, liveStatuses)))
    .returning({
      status: generations.status,
      notified: drizzleSql`pg_notify(${noticeChannels.stop}, ${of.generationId})`,
    });
  if (live) return { generationId: of.generationId, status: live.status };
  const [ended] = await db.select({ status: generations.status }).from(generations).where(own);
  if (!ended) throw notFound("generation");
  return { generationId: of.generationId, status: ended.status };
}
