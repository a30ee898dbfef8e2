import type { Sql } from "postgres";
import type { Logger } from "../platform/log.ts";
import { type ModelFactsStore, storedFactsSchema } from "./model-facts.ts";

/**
 * How long facts are trusted, in hours: a server may get another model or a larger window. Learning
 * a fact again costs one rejected request.
 */
const believedHours = 24;

/**
 * Persists facts about models in the database. If the database does not answer, a known rejection
 * is repeated, but no reply fails.
 *
 * @param server a digest of the server's address and key
 */
export function keepModelFacts(
  { sql, log }: { sql: Sql; log: Logger },
  server: string,
): ModelFactsStore {
  return {
    async read(model) {
      const [row] = await sql<{ facts: unknown }[]>`
        select facts from model_facts where server = ${server} and model = ${model}
          and learnt_at > now() - ${believedHours} * interval '1 hour'`;
      const { data } = storedFactsSchema.safeParse(row?.facts);
      return data ? { ...data, refused: new Set(data.refused) } : null;
    },
    async write(model, { refused, window, mostPrompt }) {
      const facts = JSON.stringify({ refused: [...refused], window, mostPrompt });
      try {
        await sql`
          insert into model_facts (server, model, facts) values (${server}, ${model}, ${facts}::text::jsonb)
          on conflict (server, model) do update set facts = excluded.facts, learnt_at = now()`;
        log.info(
          { model, window, mostPrompt, refused: refused.size },
          "learned facts about a model",
        );
      } catch (error) {
        log.warn({ err: error, model }, "could not store facts about a model");
      }
    },
  };
}

/** How long unused rows are kept, in days. */
const keptDays = 30;

/**
 * Deletes facts about models that are no longer used.
 *
 * @param limit maximum number of rows
 * @returns how many were deleted
 */
export async function forgetModelFacts(sql: Sql, limit: number): Promise<number> {
  const gone = await sql`
    delete from model_facts where (server, model) in (
      select server, model from model_facts
      where learnt_at < now() - ${keptDays} * interval '1 day'
      order by learnt_at limit ${limit}
    )`;
  return gone.count;
}
