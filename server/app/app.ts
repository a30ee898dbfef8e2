import type { Registry } from "prom-client";
import { findAilment } from "../api/health.ts";
import type { MetricsSource } from "../api/http/metrics-page.ts";
import { HttpServer } from "../api/http/server.ts";
import type { SocketLimits } from "../api/http/websocket.ts";
import type { Services } from "../api/trpc/request-context.ts";
import { usualBrand } from "../../shared/brand.ts";
import { requireFreePort } from "../platform/free-port.ts";
import type { Logger } from "../platform/log.ts";
import { noTelemetry, type Telemetry } from "../platform/tracing/telemetry.ts";
import { Pace } from "../platform/pace.ts";
import { readServerSecrets } from "../platform/server-secrets.ts";
import { findCheckObstacle } from "./backups/find-check-obstacle.ts";
import type { Config } from "./config.ts";
import { isInUse } from "./is-in-use.ts";
import type { LateParts, NodeParts } from "./node-parts.ts";
import { observeNode } from "./observe-node.ts";
import { openAnalytics } from "./open-analytics.ts";
import { openAssistants } from "./open-assistants.ts";
import { openChat } from "./open-chat.ts";
import { httpOptionsOf, openAssets } from "./open-http.ts";
import { openMailTransport } from "./open-mail.ts";
import { openMetrics } from "./open-metrics.ts";
import { openModels } from "./open-models.ts";
import { openPeople } from "./open-people.ts";
import { openPush } from "./open-push.ts";
import { openPlatform, type Progress } from "./open-platform.ts";
import { startNotices } from "./start-notices.ts";
import { startWorker, type WorkerNode } from "./start-worker.ts";
import { watchTelemetry } from "./watch-telemetry.ts";

/** A running node. Disposing it drains first. */
export interface App extends AsyncDisposable {
  /** The address of the node, such as `http://localhost:8000`. */
  origin: string;
  /** The address that serves `/metrics`. */
  metricsOrigin: string;
  /** The address of the database, with its password: for tests and tools in the same process. */
  databaseUrl: string;
  /**
   * Resolves when this node can never serve again, because its embedded database cannot be
   * restarted.
   */
  lost: Promise<Error>;
  /** Whether the database answers now. */
  databaseAnswers(): Promise<boolean>;
  /** Loads lazily loaded modules, so that the first reply does not wait for them. */
  warmUp(): Promise<void>;
}

/** What a node shares with the other processes of one start. */
export interface SharedStart {
  /** The embedded database; null where `DATABASE_URL` names one. */
  databaseUrl: string | null;
  /** What `/metrics` shows, from this node's own metrics. */
  metricsOfAll(own: Registry): MetricsSource;
}

/** Options of a start besides the settings. */
export interface StartOptions {
  progress?: Progress;
  /** For a node that is one of several processes on one port; null for a node alone. */
  shared?: SharedStart | null;
  /** The export of traces; none if absent. The caller disposes it after the node. */
  telemetry?: Telemetry;
  /** For tests: overrides of socket timings. */
  sockets?: Partial<SocketLimits>;
}

/** Sockets close over this many milliseconds after the notice, so that clients come back one by one. */
const drainSpreadMs = 500;

/**
 * Starts a node bottom-up: the platform, the districts, notices and workers, and HTTP last. If a
 * step fails, the previous ones are closed again and the error is thrown.
 */
export async function startApp(
  config: Config,
  log: Logger,
  { progress = () => {}, sockets = {}, shared = null, telemetry = noTelemetry }: StartOptions = {},
): Promise<App> {
  await using opening = new AsyncDisposableStack();
  // Find the operator's mistakes before anything starts.
  if (!shared) requireFreePort(config.host, config.port);
  if (config.role !== "web") await requireCheckableBackups(config, log);
  // One page has the metrics of all processes; the supervisor serves it on a port of its own.
  const metricsPort = shared ? null : config.metricsPort;
  const { metrics, metricsOrigin } = openMetrics(opening, { ...config, metricsPort }, log);
  watchTelemetry(telemetry, { log, metrics });
  const late: LateParts = {};
  const assets = await openAssets(config, async () => late.brand?.() ?? usualBrand);
  const sharedDatabase = shared?.databaseUrl ?? null;
  const platform = await openPlatform(opening, config, {
    log,
    metrics,
    tracer: telemetry.tracer,
    progress,
    sharedDatabase,
  });
  const node = await openNode(opening, config, { platform, late });
  await startNotices(opening, node);
  if (config.role !== "web") late.worker = await openWorker(opening, config, node);
  await observeNode(node, config);
  const { people, pace } = node;
  const deps = { services: servicesOf(node), viewers: people.viewers, log, pace };
  const page = shared?.metricsOfAll(metrics.registry) ?? metrics.registry;
  const listening = { assets, sockets, metrics: page, sharesPort: shared !== null };
  const http = opening.use(new HttpServer(deps, httpOptionsOf(config, listening)));
  late.http = http;
  opening.defer(() => drain(late.worker, http));
  const opened = opening.move();
  return {
    origin: http.origin,
    metricsOrigin: metricsOrigin ?? http.origin,
    databaseUrl: platform.databaseUrl,
    lost: platform.lost,
    databaseAnswers: async () => (await findAilment(platform.sql, false)) === null,
    warmUp: async () => (late.worker ? node.models.provider.warmUp?.() : undefined),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** A schedule whose backups could never be checked is refused. */
async function requireCheckableBackups(config: Config, log: Logger): Promise<void> {
  const obstacle = await findCheckObstacle(config);
  if (obstacle?.isFinal) throw new Error(obstacle.says);
  if (obstacle) log.warn({ reason: obstacle.says }, "backups cannot be checked");
}

/** Opens every district on the platform. */
async function openNode(
  opening: AsyncDisposableStack,
  config: Config,
  { platform, late }: Pick<NodeParts, "platform" | "late">,
): Promise<NodeParts> {
  const secrets = await readServerSecrets(config);
  const models = await openModels(opening, config, { platform, secrets });
  const assistants = await openAssistants(config, platform);
  const places = { hold: () => late.worker?.hold() ?? null };
  const chat = openChat(config, platform, { ...models, secrets, places });
  const people = openPeople(opening, config, { platform, secrets });
  late.brand = people.branding.current;
  return {
    platform,
    late,
    pace: opening.use(new Pace(() => isInUse({ chat, people, late }))),
    models,
    analytics: openAnalytics(config, platform, models.catalog),
    push: await openPush(config, platform, secrets),
    assistants,
    chat,
    people,
  };
}

/** Starts the part of a node that writes replies and runs jobs. */
async function openWorker(
  opening: AsyncDisposableStack,
  config: Config,
  node: NodeParts,
): Promise<WorkerNode> {
  const { platform, late, people } = node;
  const mail = {
    transport: openMailTransport(opening, config, platform.log),
    brand: people.branding.current,
    links: {
      address: () => (config.publicOrigin ?? late.http?.origin ?? "") + config.basePath,
      secretOf: people.links.secretOf,
    },
  };
  return opening.use(await startWorker({ ...node, mail }, config));
}

/** The services of a node that the API uses. */
function servicesOf({
  platform,
  people,
  chat,
  assistants,
  models,
  analytics,
  push,
}: NodeParts): Services {
  const { sql, metrics, tracer, limits } = platform;
  return {
    sql,
    metrics,
    tracer,
    limits,
    frames: new WeakMap(),
    people,
    chat,
    assistants,
    models,
    analytics,
    push,
  };
}

/** Starts no more replies, and moves all clients to other nodes. */
async function drain(worker: WorkerNode | undefined, http: HttpServer): Promise<void> {
  await Promise.all([worker?.close(), http.drain(drainSpreadMs)]);
}
