import type { Sql } from "postgres";
import type { StateVariables } from "../../shared/chat-session.ts";
import type { ProviderRequest } from "../providers/provider.ts";
import { notFound } from "../errors.ts";
import { fillPlaceholders } from "../workflows/fill-placeholders.ts";

/** What a provider is told besides the conversation, and whether it is to be asked at all. */
export interface Brief extends Pick<
  ProviderRequest,
  "instructions" | "temperature" | "maxOutputTokens" | "user"
> {
  /** So many turns does the model get to see; null for as many as fit. */
  maxTurns: number | null;
  stopRequested: boolean;
}

interface BriefRow extends Omit<Brief, "user"> {
  user: ProviderRequest["user"];
  variables: StateVariables | null;
}

/**
 * Loads it in one statement: what stands between a claim and the provider is waited for. It is of
 * the workflow's version that the generation was started with.
 *
 * @throws RequestError `not_found` for a generation that is gone
 */
export async function loadBrief(sql: Sql, generationId: string): Promise<Brief> {
  const [row] = await sql<BriefRow[]>`
    select d ->> 'instructions' as instructions, (d ->> 'temperature')::float8 as temperature,
      (d ->> 'maxOutputTokens')::int as "maxOutputTokens", (d ->> 'maxTurns')::int as "maxTurns",
      c.state_variables as variables, g.stop_requested as "stopRequested",
      jsonb_build_object('id', u.id, 'locale', u.locale, 'timeZone', u.time_zone) as user
    from generations g join users u on u.id = g.user_id join workflows w on w.id = g.workflow_id
    left join workflow_versions v on v.workflow_id = g.workflow_id and v.version = g.workflow_version
    left join chat_sessions c on c.id = g.chat_session_id
    cross join lateral coalesce(
      v.definition, case when g.workflow_version = 0 then w.draft end,
      w.settings || jsonb_build_object('instructions', w.instructions)
    ) as d
    where g.id = ${generationId}`;
  if (!row) throw notFound("generation");
  const { variables, ...brief } = row;
  return { ...brief, instructions: fillPlaceholders(brief.instructions, variables ?? {}) };
}
