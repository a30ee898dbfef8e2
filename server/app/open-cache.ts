import type { ModelList } from "../../shared/admin.ts";
import { Cache } from "../platform/cache/cache.ts";
import type { CacheReader } from "../platform/cache/cache-kind.ts";
import type { Config } from "./config.ts";
import type { DatabaseClient } from "../platform/db/client.ts";
import type { Limits } from "../platform/limits/limits.ts";
import type { Logger } from "../platform/log.ts";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import { createModelsKind, modelsKeyOf } from "../models/models-kind.ts";
import {
  createWindowOf,
  createWindowsKind,
  type WindowOf,
} from "../models/context/context-windows.ts";
import type { Provider } from "../models/provider.ts";
import { createWorkflowSource } from "../assistants/workflows/upstream/workflow-source.ts";
import {
  ensureDefaultWorkflow,
  hasWorkflow,
} from "../assistants/workflows/ensure-default-workflow.ts";
import {
  createPublicConfigKind,
  type PublicConfigTexts,
} from "../assistants/workflows/read-public-config.ts";
import {
  createPrepareWorkflow,
  nothingToPrepare,
  type PrepareWorkflow,
} from "../assistants/workflows/upstream/prepare-workflow.ts";
import { createUpstreamKind } from "../assistants/workflows/upstream/upstream-kind.ts";

/** What a node reads through its cache, and the cache itself, which is told of notices. */
export interface CachedReads {
  cache: Cache;
  publicConfigs: CacheReader<PublicConfigTexts>;
  prepareWorkflow: PrepareWorkflow;
  listModels: () => Promise<ModelList>;
  windowOf: WindowOf;
}

/** What a cache needs of its node. */
export interface CachedReadsDeps {
  database: Pick<DatabaseClient, "db" | "sql">;
  log: Logger;
  metrics: Metrics;
  limits: Limits;
  provider: Provider;
  /** The model of workflows that name none. */
  model: string;
}

/**
 * Opens a node's cache and everything that is read through it, and sees to it that the workflow is
 * there that answers where none is named.
 */
export async function openCache(
  opening: AsyncDisposableStack,
  { provider: providerConfig, contextWindows, upstream: server, defaultWorkflowId }: Config,
  { database: { db, sql }, log, metrics, limits, provider, model }: CachedReadsDeps,
): Promise<CachedReads> {
  const cache = opening.use(new Cache({ sql, log, metrics, now: () => performance.now() }));
  const models = cache.open(createModelsKind(provider));
  const modelsKey = modelsKeyOf(providerConfig);
  const upstream = server
    ? cache.open(createUpstreamKind({ ...createWorkflowSource(server), db, defaultWorkflowId }))
    : null;
  // Another server is asked for the default workflow once; from then on it is here.
  const isAsked = upstream !== null && !(await hasWorkflow(db, defaultWorkflowId));
  const isUpstreamAway = isAsked && !(await isAnswered(upstream, defaultWorkflowId, log));
  await ensureDefaultWorkflow(db, { id: defaultWorkflowId, isUpstreamAway });
  const publicConfig = createPublicConfigKind(db);
  // The setting may name one that was made for something else. Past the cache: nobody tells it of changes yet.
  if (!(await publicConfig.load(defaultWorkflowId, new AbortController().signal)))
    log.warn(
      { workflowId: defaultWorkflowId },
      "CHATKIT_WORKFLOW_ID names a workflow that is archived, not published or not for everyone",
    );
  return {
    cache,
    publicConfigs: cache.open(publicConfig),
    prepareWorkflow: upstream
      ? createPrepareWorkflow({ db, limits, metrics, upstream })
      : nothingToPrepare,
    windowOf: createWindowOf(
      contextWindows,
      cache.open(createWindowsKind(provider, modelsKey)),
      modelsKey,
    ),
    listModels: async () => ({ defaultModel: model, models: (await models.get(modelsKey)) ?? [] }),
  };
}

/** Whether another server has said if it has a workflow. */
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
