import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Workflow } from "../../../shared/workflow.ts";
import type { Database, Executor } from "../../platform/db/client.ts";
import { fixedSql } from "../../platform/db/fixed-sql.ts";
import { users } from "../../platform/db/schema/users.ts";
import { workflows } from "../../platform/db/schema/workflows.ts";
import type { Rights } from "../../models/access/rights.ts";
import { notFound } from "../../platform/errors.ts";
import { type ModelFacts, type StoredWorkflow, toWorkflow } from "./definition.ts";

/** A workflow in any state. @throws RequestError `not_found` */
export function requireWorkflow(executor: Executor, id: string): Promise<StoredWorkflow> {
  return requireWhere(executor, id);
}

/**
 * A workflow in which the user may start a thread or session.
 *
 * @throws RequestError `not_found` for one that is missing, archived, no longer upstream, or not
 *   for this user
 */
export function requireUsableWorkflow(
  executor: Executor,
  { id, userId }: { id: string; userId: string },
): Promise<StoredWorkflow> {
  return requireWhere(executor, id, usableBy(userId));
}

/**
 * A workflow in which the user may at least continue, even if it has been archived.
 *
 * @throws RequestError `not_found` for one that is missing, was never published, or is not for this
 *   user
 */
export function requireOpenWorkflow(
  executor: Executor,
  { id, userId }: { id: string; userId: string },
): Promise<StoredWorkflow> {
  return requireWhere(executor, id, and(gt(workflows.version, 0), letsIn(sql`${userId}`)));
}

/**
 * A workflow that the owner of an API key may use, and so may give their users access to. Ignores
 * whether it is archived.
 *
 * @throws RequestError `not_found` for one that is missing or not for this owner
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

/** All workflows in which the user may start a thread, by name. */
export async function listWorkflows(
  db: Database,
  { userId, models, rights }: { userId: string; models: ModelFacts; rights: Rights },
): Promise<Workflow[]> {
  const rows = await db
    .select()
    .from(workflows)
    .where(usableBy(userId))
    .orderBy(asc(workflows.name), asc(workflows.id));
  return Promise.all(rows.map((row) => toWorkflow(row, models, rights)));
}

/** SQL condition on `workflows`: published, not archived, and not gone upstream. */
export const isInUse: SQL = fixedSql(sql`(
  ${workflows.version} > 0 and ${workflows.archivedAt} is null and ${workflows.upstream} is distinct from 'gone'
)`);

function usableBy(userId: string) {
  return and(isInUse, letsIn(sql`${userId}`));
}

/** SQL condition on `workflows`: the user with this id may use it. */
export function letsIn(userId: SQL): SQL {
  return sql`exists (select 1 from ${users} where ${users.id} = ${userId} and ${isLetIn})`;
}

/** SQL condition: a row of `users` may use a row of `workflows`. */
export const isLetIn: SQL = fixedSql(sql`(
  ${workflows.settings} ->> 'access' = 'everyone' or ${users.role} = 'admin'
  or (${workflows.settings} ->> 'access' = 'registered' and not ${users.isGuest})
)`);
