import { asc, eq, type InferSelectModel } from "drizzle-orm";
import type { Workflow } from "../../shared/workflow.ts";
import type { Database, Executor } from "../db/client.ts";
import { workflows } from "../db/schema/workflows.ts";
import { notFound } from "../errors.ts";
import { defaultWorkflow } from "./default-workflow.ts";

/** A workflow as stored, with what only the server sees. */
export type StoredWorkflow = InferSelectModel<typeof workflows>;

/** @throws RequestError `not_found` */
export async function requireWorkflow(executor: Executor, id: string): Promise<StoredWorkflow> {
  const [row] = await executor.select().from(workflows).where(eq(workflows.id, id));
  if (!row) throw notFound("workflow");
  return row;
}

/** All workflows, by name. */
export async function listWorkflows(db: Database, serverModel: string): Promise<Workflow[]> {
  const rows = await db.select().from(workflows).orderBy(asc(workflows.name), asc(workflows.id));
  return rows.map((row) => toWorkflow(row, serverModel));
}

/** The public part of a workflow; `serverModel` stands in where it names no model. */
export function toWorkflow(row: StoredWorkflow, serverModel: string): Workflow {
  const { id, name, model, greeting, placeholder, starters, version } = row;
  return { id, name, model: model ?? serverModel, greeting, placeholder, starters, version };
}

/** Makes the default workflow where it is missing; a changed one stays as it is. */
export async function ensureDefaultWorkflow(db: Database, id: string): Promise<void> {
  await db
    .insert(workflows)
    .values({ id, ...defaultWorkflow })
    .onConflictDoNothing();
}
