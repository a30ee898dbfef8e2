import { join } from "node:path";
import pLimit from "p-limit";
import type { MailWay } from "../../shared/account.ts";
import { newId } from "../../shared/ids.ts";
import { kilobyte, megabyte } from "../../shared/limits.ts";
import { Passwords } from "../people/accounts/passwords.ts";
import { AttachmentWaits } from "../chat/attachments/attachment-waits.ts";
import type { AccessTokens } from "../people/auth/access-token.ts";
import { createPreviewLinks, type PreviewLinks } from "../chat/attachments/preview-links.ts";
import { createSigners, type Signers } from "../people/auth/signers.ts";
import { readServerSecrets } from "../platform/server-secrets.ts";
import { ViewerChecks } from "../people/auth/viewer.ts";
import type { Config } from "./config.ts";
import { type DatabaseClient, openDatabase } from "../platform/db/client.ts";
import { startEmbeddedPostgres } from "../platform/db/embedded-postgres.ts";
import { migrateDatabase } from "../platform/db/migrate.ts";
import { createFeedHub } from "../chat/feed/feed-log.ts";
import { requireFreePort } from "../platform/free-port.ts";
import { createGenerationHub } from "../chat/generation/chunk-log.ts";
import { type AssetSource, proxyDevAssets } from "../api/http/dev-assets.ts";
import { isOverTls } from "../platform/is-over-tls.ts";
import { findAilment } from "../api/health.ts";
import { type HttpOptions, HttpServer } from "../api/http/server.ts";
import { openStaticFiles } from "../api/http/static-files.ts";
import type { SocketLimits } from "../api/http/websocket.ts";
import { startJobs } from "../platform/jobs/boss.ts";
import { Limits } from "../platform/limits/limits.ts";
import type { Logger } from "../platform/log.ts";
import type { MailTransport } from "../mail/mail-transport.ts";
import { createOutboxFolder, outboxFolderIn } from "../mail/outbox-folder.ts";
import { createSmtpTransport } from "../mail/smtp-transport.ts";
import type { Metrics } from "../platform/metrics/create-metrics.ts";
import { Pace } from "../platform/pace.ts";
import { openMetrics } from "./open-metrics.ts";
import { openCache } from "./open-cache.ts";
import { isInUse } from "./is-in-use.ts";
import { queues } from "./queues.ts";
import { observeNode } from "./observe-node.ts";
import { openProvider } from "./open-provider.ts";
import { startNotices } from "./start-notices.ts";
import { startWorker, type WorkerNode } from "./start-worker.ts";
import type { Services } from "../api/trpc/request-context.ts";

/** A running node. Disposing drains it first. */
export interface App extends AsyncDisposable {
  /** Where people reach it, such as `http://localhost:8000`. */
  origin: string;
  /** Where `/metrics` is. */
  metricsOrigin: string;
  /** The database in use, with its password: for tests and tools of the same process. */
  databaseUrl: string;
  /** Resolves when this node can never serve again, because its own database cannot be brought back. */
  lost: Promise<Error>;
  /** Whether the database answers now. */
  databaseAnswers(): Promise<boolean>;
  /** Loads what the first reply would otherwise wait for. */
  warmUp(): Promise<void>;
}

/** What the start tells about itself. */
export type Progress = (step: string) => void;

/** What a start may be told besides its settings. */
export interface StartOptions {
  progress?: Progress;
  /** For tests: a socket's times where they differ from the usual ones. */
  sockets?: Partial<SocketLimits>;
}

/** Of the pool's connections, the share that starting replies may take up. */
const shareOfStarts = 0.6;

/** For so long after the notice do sockets get closed, in milliseconds, so that clients come back one by one. */
const drainSpreadMs = 500;

/**
 * Starts a node: database, migrations, jobs, notices, workers, HTTP, in this order. When one
 * fails, what was opened before is closed again and the error is thrown.
 */
export async function startApp(
  config: Config,
  log: Logger,
  { progress = () => {}, sockets = {} }: StartOptions = {},
): Promise<App> {
  await using opening = new AsyncDisposableStack();
  // What an operator can get wrong is found before anything is started.
  requireFreePort(config.host, config.port);
  const { metrics, metricsOrigin } = openMetrics(opening, config, log);
  const assets = await openAssets(config);
  const { url: databaseUrl, lost } = await openServer(config, opening, { log, progress });
  const database = opening.use(openPool(databaseUrl, config, metrics));
  const working = config.role !== "web";
  const jobDeps = { queues, databaseUrl, sql: database.sql, working, log, metrics };
  const jobs = opening.use(await startJobs(jobDeps));
  const secrets = await openSigners(config);
  const { provider, model } = openProvider(opening, config, { sql: database.sql, log, metrics });
  let worker: WorkerNode | undefined;
  const places = { hold: () => worker?.hold() ?? null };
  const limits = new Limits({ sql: database.sql, log, metrics }, config.rateLimits);
  const made = { metrics, limits, model, mailWay: mailWayOf(config) };
  const { cache, ...rest } = await openCache(opening, config, { ...made, database, log, provider });
  const given = { ...made, ...secrets, ...rest, jobs: jobs.queue, jobStore: jobs.store, places };
  const services = createServices({ config, database, log }, given);
  const pace = opening.use(new Pace(() => isInUse({ services, worker })));
  const viewers = openViewerChecks(opening, databaseUrl, secrets.tokens);
  let http: HttpServer | null = null;
  await startNotices(opening, {
    services,
    databaseUrl,
    log,
    cache,
    pace,
    worker: () => worker,
    onViewer(userId) {
      viewers.forgetUser(userId);
      void http?.recheck(userId);
    },
  });
  const origin = () => config.publicOrigin ?? http?.origin ?? "";
  const links = { origin, secretOf: secrets.links.secretOf };
  if (working) {
    const mail = { transport: openMailTransport(config, opening, log), links };
    const parts = { mail, services, provider, log, databaseUrl, jobs, pace };
    worker = opening.use(await startWorker({ ...parts, ...workSettings(config) }));
  }
  await observeNode({ services, cache, pace, worker: () => worker, config });
  http = new HttpServer({ services, viewers, log, pace }, httpOptions(config, assets, sockets));
  opening.use(http);
  opening.defer(() => drain(worker, http));
  const opened = opening.move();
  return {
    origin: http.origin,
    metricsOrigin: metricsOrigin ?? http.origin,
    databaseUrl,
    lost,
    databaseAnswers: async () => (await findAilment(database.sql, false)) === null,
    warmUp: async () => (working ? provider.warmUp?.() : undefined),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** Begins no more replies, and sends everybody to other nodes. */
async function drain(worker: WorkerNode | undefined, http: HttpServer): Promise<void> {
  await Promise.all([worker?.close(), http.drain(drainSpreadMs)]);
}

/** The pool for requests, its statements timed. */
function openPool(url: string, { databasePoolSize }: Config, metrics: Metrics): DatabaseClient {
  return openDatabase(url, databasePoolSize, {
    onAnswer: (ms) => metrics.statementTime.observe(ms / 1_000),
    onStray: () => metrics.strayTransactions.inc(),
  });
}

/** Everything that is signed with the server's secrets. */
async function openSigners(config: Config): Promise<Signers & { previewLinks: PreviewLinks }> {
  const secrets = await readServerSecrets(config);
  const previewLinks = createPreviewLinks(secrets);
  return { ...createSigners(secrets, config.publicOrigin), previewLinks };
}

/** On a connection of its own: every call and event asks who calls, and does not wait behind requests. */
function openViewerChecks(
  opening: AsyncDisposableStack,
  databaseUrl: string,
  tokens: AccessTokens,
): ViewerChecks {
  return new ViewerChecks(opening.use(openDatabase(databaseUrl, 1)).sql, tokens);
}

/** What an operator chooses of a worker: replies at once, their length, what is delivered and kept. */
function workSettings({ generationsPerNode, mostReplyKilobytes, analytics, retention }: Config) {
  const mostReplyBytes = mostReplyKilobytes * kilobyte;
  return { limit: generationsPerNode, mostReplyBytes, analytics, retention };
}

function mailWayOf({ smtp, production }: Config): MailWay {
  if (smtp) return "smtp";
  return production ? "none" : "outbox";
}

/** Null where mails cannot leave: each is then kept as failed, and this line says why. */
function openMailTransport(
  { smtp, production, dataDir }: Config,
  opening: AsyncDisposableStack,
  log: Logger,
): MailTransport | null {
  if (smtp) return opening.use(createSmtpTransport(smtp));
  if (!production) return opening.use(createOutboxFolder(outboxFolderIn(dataDir)));
  log.warn("no mail is sent: SMTP_HOST is not set");
  return null;
}

/** The server that the settings name, or one of this node's own, which can be lost for good; migrated. */
async function openServer(
  config: Config,
  opening: AsyncDisposableStack,
  { log, progress }: { log: Logger; progress: Progress },
): Promise<{ url: string; lost: Promise<Error> }> {
  const { dataDir, databaseUrl } = config;
  const server =
    databaseUrl === null
      ? opening.use(await startEmbeddedPostgres({ dataDir, onProgress: progress, log }))
      : { url: databaseUrl, lost: new Promise<Error>(() => {}) };
  await migrateDatabase(server.url, progress);
  return server;
}

/** What services are besides what they are given. */
type BuiltHere =
  | "db"
  | "sql"
  | "log"
  | "passwords"
  | "defaultWorkflowId"
  | "prices"
  | "nodeId"
  | "generations"
  | "feeds"
  | "attachmentWaits"
  | "storageBytes"
  | "frames"
  | "startInTurn"
  | "publish";

function createServices(
  { config, database, log }: { config: Config; database: DatabaseClient; log: Logger },
  given: Omit<Services, BuiltHere>,
): Services {
  const onError = (error: unknown) => {
    given.metrics.logReadFailures.inc();
    log.warn({ err: error }, "log not read, trying again");
  };
  const generations = createGenerationHub(database.sql, onError);
  return {
    db: database.db,
    sql: database.sql,
    log,
    ...given,
    passwords: new Passwords(),
    defaultWorkflowId: config.defaultWorkflowId,
    prices: config.analytics.prices,
    nodeId: newId("authSession").slice(-8),
    generations,
    feeds: createFeedHub(database.sql, onError),
    attachmentWaits: new AttachmentWaits(),
    storageBytes: config.storageMegabytes * megabyte,
    frames: new WeakMap(),
    startInTurn: pLimit(Math.ceil(config.databasePoolSize * shareOfStarts)),
    publish: (id, chunks) => generations.publish(id, chunks),
  };
}

/** Null for a node that serves no people. */
async function openAssets({ role, devAssetsUrl }: Config): Promise<AssetSource | null> {
  if (role === "worker") return null;
  if (devAssetsUrl !== null) return proxyDevAssets(devAssetsUrl);
  return openStaticFiles(join(import.meta.dirname, "../../dist/web"));
}

function httpOptions(
  config: Config,
  assets: AssetSource | null,
  sockets: Partial<SocketLimits>,
): HttpOptions {
  return {
    host: config.host,
    port: config.port,
    publicOrigin: config.publicOrigin,
    allowedOrigins: config.allowedOrigins,
    secureCookies: isOverTls(config.publicOrigin),
    assets,
    development: config.devAssetsUrl !== null,
    sockets,
    frameAncestors: config.frameAncestors,
    sessionsNeedToken: config.sessionsNeedToken,
    rateLimits: config.rateLimits,
    hasMetrics: config.metricsPort === null,
    metricsToken: config.metricsToken,
    trustedProxies: config.trustedProxies,
    outboxFolder: config.production || config.smtp ? null : outboxFolderIn(config.dataDir),
  };
}
