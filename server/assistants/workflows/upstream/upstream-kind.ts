import { type WorkflowDefinition, workflowDraftSchema } from "../../../../shared/workflow.ts";
import type { CacheKind } from "../../../platform/cache/cache-kind.ts";
import { RequestError } from "../../../platform/errors.ts";
import { type AdoptDeps, adoptWorkflow, orphanWorkflow } from "./adopt-workflow.ts";
import { readDefinition, UnreadableWorkflow } from "./read-definition.ts";

const seconds = 1_000;

/** What reading workflows of another server needs. */
export interface UpstreamDeps extends AdoptDeps {
  /** @returns null where that server has none of this id. @throws RequestError `unavailable` */
  readWorkflow: (id: string, signal: AbortSignal) => Promise<unknown>;
}

/** Workflows of another server. Whoever reads one also brings what is stored here up to date. */
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
