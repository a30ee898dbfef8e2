import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import type { Workflow } from "../../../shared/workflow.ts";
import type { Database, Executor } from "../../platform/db/client.ts";
import { users } from "../../platform/db/schema/users.ts";
import { workflows } from "../../platform/db/schema/workflows.ts";
import { notFound } from "../../platform/errors.ts";
import { type ModelFacts, type StoredWorkflow, toWorkflow } from "./definition.ts";

/** Whatever is stored under the id. @throws RequestError `not_found` */
export function requireWorkflow(executor: Executor, id: string): Promise<StoredWorkflow> {
  return requireWhere(executor, id);
}

/**
 * A workflow that the user may begin something with.
 *
 * @throws RequestError `not_found` for one that is missing, archived, gone from where it came, or for others
 */
export function requireUsableWorkflow(
  executor: Executor,
  { id, userId }: { id: string; userId: string },
): Promise<StoredWorkflow> {
  return requireWhere(executor, id, usableBy(userId));
}

/**
 * A workflow that the user may at least go on with, as one does in a conversation whose workflow is out of use by now.
 *
 * @throws RequestError `not_found` for one that is missing, was never published, or is for others
 */
export function requireOpenWorkflow(
  executor: Executor,
  { id, userId }: { id: string; userId: string },
): Promise<StoredWorkflow> {
  return requireWhere(executor, id, and(gt(workflows.version, 0), letsIn(sql`${userId}`)));
}

/**
 * A workflow that somebody's programs may let their users into: one that this somebody is let into.
 * Whether it is in use is not looked at.
 *
 * @throws RequestError `not_found` for one that is missing, or for others
 */
export function requireOwnersWorkflow(
  executor: Executor,
  { id, ownerId }: { id: string; ownerId: string },
): Promise<StoredWorkflow> {
  return requireWhere(executor, id, letsIn(sql`${ownerId}`));
}

async function requireWhere(
  executor: Executor,
  id: string,
  condition?: SQL,
): Promise<StoredWorkflow> {
  const [row] = await executor
    .select()
    .from(workflows)
    .where(and(eq(workflows.id, id), condition));
  if (!row) throw notFound("workflow");
  return row;
}

/** All workflows that the user may begin something with, by name. */
export async function listWorkflows(
  db: Database,
  { userId, models }: { userId: string; models: ModelFacts },
): Promise<Workflow[]> {
  const rows = await db
    .select()
    .from(workflows)
    .where(usableBy(userId))
    .orderBy(asc(workflows.name), asc(workflows.id));
  return Promise.all(rows.map((row) => toWorkflow(row, models)));
}

function usableBy(userId: string) {
  return and(
    gt(workflows.version, 0),
    isNull(workflows.archivedAt),
    sql`${workflows.upstream} is distinct from 'gone'`,
    letsIn(sql`${userId}`),
  );
}

/** Whether a row of `workflows` lets in the user of this id. */
export function letsIn(userId: SQL): SQL {
  return sql`exists (select 1 from ${users} where ${users.id} = ${userId} and ${isLetIn})`;
}

/** Whether a row of `users` may talk to a row of `workflows`. */
export const isLetIn: SQL = sql`(
  ${workflows.settings} ->> 'access' = 'everyone' or ${users.role} = 'admin'
  or (${workflows.settings} ->> 'access' = 'registered' and not ${users.isGuest})
)`;
