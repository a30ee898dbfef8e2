import type { AssistantServices } from "../assistants/assistant-services.ts";
import {
  ensureDefaultWorkflow,
  hasWorkflow,
} from "../assistants/workflows/ensure-default-workflow.ts";
import { createPublicConfigKind } from "../assistants/workflows/read-public-config.ts";
import {
  createPrepareWorkflow,
  nothingToPrepare,
} from "../assistants/workflows/upstream/prepare-workflow.ts";
import { createUpstreamKind } from "../assistants/workflows/upstream/upstream-kind.ts";
import { createWorkflowSource } from "../assistants/workflows/upstream/workflow-source.ts";
import type { CacheReader } from "../platform/cache/cache-kind.ts";
import type { Logger } from "../platform/log.ts";
import type { Config } from "./config.ts";
import type { Platform } from "./open-platform.ts";

/**
 * Opens the caches of workflows, local and upstream, and makes sure that the default workflow
 * exists.
 */
export async function openAssistants(
  { upstream: server, defaultWorkflowId }: Config,
  { db, sql, jobs, cache, log, metrics, limits }: Platform,
): Promise<AssistantServices> {
  const upstream = server
    ? cache.open(createUpstreamKind({ ...createWorkflowSource(server), db, defaultWorkflowId }))
    : null;
  // Upstream is asked for the default workflow once; from then on it is stored here.
  const isAsked = upstream !== null && !(await hasWorkflow(db, defaultWorkflowId));
  const isUpstreamAway = isAsked && !(await isAnswered(upstream, defaultWorkflowId, log));
  await ensureDefaultWorkflow(db, { id: defaultWorkflowId, isUpstreamAway });
  const publicConfig = createPublicConfigKind(db);
  // The configured workflow may not be public. Bypass the cache, which receives no notices yet.
  if (!(await publicConfig.load(defaultWorkflowId, new AbortController().signal)))
    log.warn(
      { workflowId: defaultWorkflowId },
      "CHATKIT_WORKFLOW_ID names a workflow that is archived, not published or not for everyone",
    );
  return {
    db,
    sql,
    jobs: jobs.queue,
    metrics,
    defaultWorkflowId,
    publicConfigs: cache.open(publicConfig),
    prepareWorkflow: upstream
      ? createPrepareWorkflow({ db, limits, metrics, upstream })
      : nothingToPrepare,
  };
}

/** Whether upstream has answered if it has a workflow. */
async function isAnswered(
  upstream: CacheReader<unknown>,
  id: string,
  log: Logger,
): Promise<boolean> {
  try {
    await upstream.get(id);
    return true;
  } catch (error) {
    log.warn({ err: error }, "the default workflow was not read from CHATKIT_API_BASE");
    return false;
  }
}
