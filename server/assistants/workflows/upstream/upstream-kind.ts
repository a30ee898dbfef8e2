import { type WorkflowDefinition, workflowDraftSchema } from "../../../../shared/workflow.ts";
import type { CacheKind } from "../../../platform/cache/cache-kind.ts";
import { RequestError } from "../../../platform/errors.ts";
import { type AdoptDeps, adoptWorkflow, orphanWorkflow } from "./adopt-workflow.ts";
import { readDefinition, UnreadableWorkflow } from "./read-definition.ts";

const seconds = 1_000;

/** Dependencies of reading upstream workflows. */
export interface UpstreamDeps extends AdoptDeps {
  /**
   * @returns null when upstream has no workflow with this id. @throws RequestError `unavailable`
   */
  readWorkflow: (id: string, signal: AbortSignal) => Promise<unknown>;
}

/** Cache kind for upstream workflows. Loading one also updates the stored copy. */
export function createUpstreamKind({
  readWorkflow,
  ...deps
}: UpstreamDeps): CacheKind<WorkflowDefinition> {
  return {
    name: "workflow",
    schema: workflowDraftSchema,
    freshMs: 3_600 * seconds,
    staleMs: 86_400 * seconds,
    missMs: 60 * seconds,
    async load(id, signal) {
      const body = await readWorkflow(id, signal);
      if (body === null) {
        await orphanWorkflow(deps, id);
        return null;
      }
      const definition = readOrRefuse(body, id);
      if (id === deps.defaultWorkflowId && definition.access !== "everyone")
        throw isNoWorkflow(new UnreadableWorkflow("the default workflow is for everyone"));
      await adoptWorkflow(deps, id, definition);
      return definition;
    },
  };
}

function readOrRefuse(body: unknown, id: string): WorkflowDefinition {
  try {
    return readDefinition(body, id);
  } catch (error) {
    throw error instanceof UnreadableWorkflow ? isNoWorkflow(error) : error;
  }
}

function isNoWorkflow(cause: UnreadableWorkflow): RequestError {
  return new RequestError("unavailable", "This workflow is unavailable right now.", {
    retryAfterMs: 60 * seconds,
    cause,
  });
}
