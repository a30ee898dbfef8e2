import type { Effort } from "../../../shared/effort.ts";
import type { Workflow } from "../../../shared/workflow.ts";
import type { Executor } from "../../platform/db/client.ts";
import type { Rights } from "../../models/access/rights.ts";
import { RequestError } from "../../platform/errors.ts";
import { type ModelFacts, toWorkflow } from "./definition.ts";
import { requireSessionsWorkflow } from "./find-sessions-workflow.ts";

/** Where a program asks for an effort. */
export interface EffortOfSession {
  sessionId: string;
  workflowId: string;
  rights: Rights;
  effort: Effort;
}

/**
 * Makes sure that a program asks for an effort that its chat session's assistant has.
 *
 * @throws RequestError `invalid_input`, which names the efforts that can be asked for
 */
export async function requireEffort(
  { db, models }: { db: Executor; models: ModelFacts },
  { sessionId, workflowId, rights, effort }: EffortOfSession,
): Promise<void> {
  const row = await requireSessionsWorkflow(db, { id: workflowId, sessionId });
  const { model, ...workflow } = await toWorkflow(row, models, rights);
  // Without a model, storing the message is refused for that reason.
  if (workflow.isModelUnavailable) return;
  if (workflow.effort === effort || workflow.efforts?.includes(effort)) return;
  throw new RequestError("invalid_input", describe(model, workflow), { fields: ["effort"] });
}

function describe(
  model: string,
  { effort, efforts = [] }: Pick<Workflow, "effort" | "efforts">,
): string {
  if (effort !== undefined) return `effort: this assistant's effort is always ${effort}.`;
  if (efforts.length === 0) return `effort: the model ${model} has no effort to choose.`;
  return `effort: the model ${model} can be asked for ${efforts.join(", ")}.`;
}
