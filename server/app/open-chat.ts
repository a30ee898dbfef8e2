import pLimit from "p-limit";
import { megabyte } from "../../shared/limits.ts";
import { Waits } from "../platform/streams/waits.ts";
import { createPreviewLinks } from "../chat/attachments/preview-links.ts";
import type { ChatServices } from "../chat/chat-services.ts";
import { createFeedHub } from "../chat/feed/feed-log.ts";
import { createGenerationHub } from "../chat/generation/chunk-log.ts";
import type { ReplyPlaces } from "../chat/messages/start-transaction.ts";
import { createShareGrants } from "../chat/shares/share-grants.ts";
import type { Catalog } from "../models/catalog/catalog.ts";
import type { ServerSecrets } from "../platform/server-secrets.ts";
import type { Config } from "./config.ts";
import type { Platform } from "./open-platform.ts";

/** Share of the pool's connections that starting replies may use. */
const shareOfStarts = 0.6;

/** Dependencies of the chat besides the platform. */
export interface ChatOptions {
  secrets: ServerSecrets;
  /** The model of workflows that name none. */
  defaultModel(): Promise<string>;
  /** The models that answer when those of workflows without a list of their own cannot. */
  fallbacks(): readonly string[];
  catalog: Catalog;
  places: ReplyPlaces;
}

/** Opens the node's streams and the services of the chat district. */
export function openChat(
  { defaultWorkflowId, storageMegabytes, databasePoolSize, sharing, retention, push }: Config,
  { nodeId, db, sql, jobs, log, metrics, tracer }: Platform,
  { secrets, defaultModel, fallbacks, catalog, places }: ChatOptions,
): ChatServices {
  const onError = (error: unknown) => {
    metrics.logReadFailures.inc();
    log.warn({ err: error }, "could not read log, retrying");
  };
  const generations = createGenerationHub(sql, onError);
  return {
    nodeId,
    db,
    sql,
    jobs: jobs.queue,
    log,
    metrics,
    tracer,
    defaultModel,
    fallbacks,
    catalog,
    places,
    defaultWorkflowId,
    generations,
    hasPush: push !== null,
    publish: (id, chunks) => generations.publish(id, chunks),
    feeds: createFeedHub(sql, onError),
    attachmentWaits: new Waits(),
    draftWaits: new Waits(),
    trashDays: retention.trashDays,
    storageBytes: storageMegabytes * megabyte,
    previewLinks: createPreviewLinks(secrets),
    sharing,
    shareGrants: createShareGrants(secrets),
    startInTurn: pLimit(Math.ceil(databasePoolSize * shareOfStarts)),
  };
}
