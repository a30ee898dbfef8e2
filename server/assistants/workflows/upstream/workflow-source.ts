import { getJson, type UpstreamServer } from "../../../platform/upstream/get-json.ts";

/** The server that provides workflows that do not exist here. */
export interface WorkflowSource {
  /**
   * Reads a workflow, which is not yet validated.
   *
   * @returns null when the server has no workflow with this id
   * @throws RequestError `unavailable`
   */
  readWorkflow(id: string, signal: AbortSignal): Promise<unknown>;
}

/** @param server its base URL has no `/v1` */
export function createWorkflowSource(server: UpstreamServer): WorkflowSource {
  return {
    readWorkflow: (id, signal) =>
      getJson(server, `/v1/workflows/${encodeURIComponent(id)}`, signal),
  };
}
