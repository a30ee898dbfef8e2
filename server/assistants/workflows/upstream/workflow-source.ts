import { getJson, type UpstreamServer } from "../../../platform/upstream/get-json.ts";

/** The server that workflows come from which are not made here. */
export interface WorkflowSource {
  /**
   * A workflow as that server describes it, still to be checked.
   *
   * @returns null where it has none of this id
   * @throws RequestError `unavailable`
   */
  readWorkflow(id: string, signal: AbortSignal): Promise<unknown>;
}

/** @param server its base URL is without `/v1` */
export function createWorkflowSource(server: UpstreamServer): WorkflowSource {
  return {
    readWorkflow: (id, signal) =>
      getJson(server, `/v1/workflows/${encodeURIComponent(id)}`, signal),
  };
}
