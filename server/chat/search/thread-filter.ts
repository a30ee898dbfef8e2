import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { listProjects } from "../threads/list-projects.ts";
import { listTags } from "../threads/list-tags.ts";
import { foldText } from "./fold-text.ts";
import type { SearchQuery } from "./search-query.ts";

/** Which threads a search is for. */
type OfThreads = Pick<SearchQuery, "tags" | "project">;

/** Whether a query is for some threads only. */
export function filtersThreads({ tags, project }: OfThreads): boolean {
  return tags.length > 0 || project !== null;
}

/**
 * SQL condition on `threads`: it has every tag of a query, and its project has the query's name.
 * Tags and names are compared as words are: parts of them, without case and accents. That is done
 * here, for the few that a person has.
 */
export async function readThreadFilter(
  db: Database,
  userId: string,
  { tags, project }: OfThreads,
): Promise<SQL> {
  const [known, projects] = await Promise.all([
    tags.length > 0 ? listTags(db, userId) : [],
    project !== null ? listProjects(db, userId) : [],
  ]);
  const hasTags = tags.map((part) => {
    const meant = known.map(({ tag }) => tag).filter((tag) => foldText(tag).includes(part));
    return sql`${threads.tags} && ${sql.param(meant)}::text[]`;
  });
  const meant = projects.filter(({ name }) => foldText(name).includes(project ?? ""));
  const ids = meant.map(({ id }) => id);
  const inProject =
    project === null ? [] : [sql`${threads.projectId} = any(${sql.param(ids)}::text[])`];
  const conditions = [...hasTags, ...inProject];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
