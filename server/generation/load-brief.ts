import type { Sql } from "postgres";
import type { ProviderRequest } from "../providers/provider.ts";
import { notFound } from "../errors.ts";

/** What a provider is told besides the conversation, and whether it is to be asked at all. */
export interface Brief extends Pick<ProviderRequest, "instructions" | "user"> {
  stopRequested: boolean;
}

/**
 * Loads it in one statement: what stands between a claim and the provider is waited for.
 *
 * @throws RequestError `not_found` for a generation that is gone
 */
export async function loadBrief(sql: Sql, generationId: string): Promise<Brief> {
  const [row] = await sql<(ProviderRequest["user"] & Omit<Brief, "user">)[]>`
    select w.instructions, u.id, u.locale, u.time_zone as "timeZone", g.stop_requested as "stopRequested"
    from generations g join users u on u.id = g.user_id join workflows w on w.id = g.workflow_id
    where g.id = ${generationId}`;
  if (!row) throw notFound("generation");
  const { instructions, stopRequested, ...user } = row;
  return { instructions, stopRequested, user };
}
