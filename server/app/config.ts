import { resolve } from "node:path";
import { z } from "zod";
import type { UpstreamServer } from "../platform/upstream/get-json.ts";
import type { SmtpSettings } from "../mail/smtp-transport.ts";
import type { ConfiguredWindows } from "../models/context/context-windows.ts";
import { type UsualPort, usualPorts } from "../models/local/usual-ports.ts";
import type { ProviderSettings } from "../models/provider-settings.ts";
import { environmentConnection } from "./environment-connection.ts";
import { type FileSettings, noFile, readConfigFile } from "./config-file.ts";
import { findMissingTogether } from "./config-together.ts";
import { accessLevels } from "../../shared/access.ts";
import { mostConcurrent } from "../../shared/connection-limits.ts";
import { modelNameSchema } from "../../shared/model.ts";
import { type SharingMode, sharingModes } from "../../shared/share-audience.ts";
import { serverAddressSchema } from "../../shared/server-address.ts";
import { type AnalyticsConfig, analyticsSettings } from "./analytics-settings.ts";
import { modelEfforts } from "../models/effort/effort-settings.ts";
import { basePath } from "./base-path-setting.ts";
import { readFlags } from "./command-line.ts";
import type { DecidedEntry } from "../people/entry/entry-rules.ts";
import { entryVariables, readEntrySettings } from "./entry-settings.ts";
import { type Processes, processes } from "./processes-setting.ts";
import { brandingVariables, readBrandingSettings } from "./branding-settings.ts";
import type { DecidedBranding } from "../people/branding/brand-reader.ts";
import { type BackupSettings, backupVariables, readBackupSettings } from "./backup-settings.ts";
import { readRetention, type Retention, retentionVariables } from "./retention-settings.ts";
import { readSmtp } from "./smtp-settings.ts";
import { readUpstream, upstreamVariables } from "./upstream-settings.ts";
import {
  findMissingForTelemetry,
  readTelemetry,
  telemetryVariables,
} from "./telemetry-settings.ts";
import type { IdentityProvider } from "../people/identities/identity-provider.ts";
import type { TelemetrySettings } from "../platform/tracing/telemetry.ts";
import { type PushConfig, pushVariables, readPushSettings } from "./web-push-settings.ts";
import {
  addressRanges,
  bearerToken,
  host,
  list,
  mailAddress,
  numbersByName,
  oneOf,
  origin,
  signingSecret,
  url,
  wholeNumber,
  workflowId,
} from "./config-values.ts";

export const roles = ["web", "worker", "all"] as const;
/** What a node does: serves people, writes replies, or both. */
export type Role = (typeof roles)[number];

export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** All settings, validated. */
export interface Config {
  production: boolean;
  role: Role;
  host: string;
  /** 0 means any free port. */
  port: number;
  /** How many node processes one start runs on that port. */
  processes: Processes;
  /** A separate port for `/metrics`; null serves it on `port`, 0 means any free port. */
  metricsPort: number | null;
  /** Null starts the embedded PostgreSQL in the data folder. */
  databaseUrl: string | null;
  databasePoolSize: number;
  /** Absolute. */
  dataDir: string;
  /** Null uses the one stored in the data folder (`kept-secret.ts`). */
  jwtSecretKey: string | null;
  /** Earlier secrets, newest first; what they signed stays valid. */
  olderJwtSecretKeys: readonly string[];
  provider: ProviderSettings;
  contextWindows: ConfiguredWindows;
  /** Where to look for model servers on this machine; empty in production. */
  localPorts: readonly UsualPort[];
  defaultWorkflowId: string;
  /** The server to ask for workflows that do not exist here; null for none. */
  upstream: UpstreamServer | null;
  /** The server's public origin, such as `https://chat.example.org`; null if not set. */
  publicOrigin: string | null;
  /** The path below which everything is served, such as `/chat`; empty at the root. */
  basePath: string;
  /** Origins besides the server's own that may open sockets; includes `publicOrigin`. */
  allowedOrigins: readonly string[];
  /** Origins whose pages may embed the app in a frame, besides its own. */
  frameAncestors: readonly string[];
  /** Where people may sign in with accounts of other services. */
  identityProviders: readonly IdentityProvider[];
  /** Null sends no mail; in development, mails are stored in the data folder. */
  smtp: SmtpSettings | null;
  /** Null turns notifications on people's devices off. */
  push: PushConfig;
  analytics: AnalyticsConfig;
  retention: Retention;
  backup: BackupSettings;
  branding: DecidedBranding;
  telemetry: TelemetrySettings;
  logLevel: LogLevel;
  /** Bearer token for `/metrics`; null allows only this machine. */
  metricsToken: string | null;
  /** Addresses and ranges of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are trusted. */
  trustedProxies: readonly string[];
  /** Whether `/api/create-session` requires a token. */
  sessionsNeedToken: boolean;
  /** Whether rate limits apply. */
  rateLimits: boolean;
  /** Who may register and be a guest, as far as admins do not decide it. */
  entry: DecidedEntry;
  /** How far people may share chats. */
  sharing: SharingMode;
  /** Storage limit for one user's files, in megabytes. */
  storageMegabytes: number;
  /** Maximum number of replies that this node writes at once. */
  generationsPerNode: number;
  /** Longest reply in kilobytes; a longer one is cut off. */
  mostReplyKilobytes: number;
  /** The address of the development asset server; null serves the built app. */
  devAssetsUrl: string | null;
}

/** All invalid settings, each as `NAME: problem`. Contains no values, because some are secret. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`bad settings:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from environment variables and command line arguments (without the program and
 * the script). An empty variable counts as not set; `--role` takes precedence over `CHATKIT_ROLE`.
 * Throws a `ConfigError` that names every problem.
 */
export function readConfig(env: Env, argv: readonly string[] = []): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const flags = readFlags(argv);
  const parsed = variables.safeParse({ ...set, ...flags.values });
  const file =
    set["CHATKIT_CONFIG"] === undefined ? noFile : readConfigFile(set["CHATKIT_CONFIG"], set);
  const problems = new Set([
    ...file.problems,
    ...flags.problems,
    ...(parsed.success ? [] : parsed.error.issues.map(describeIssue)),
    ...findMissingTogether(set),
    ...analyticsSettings.missing(set),
    ...findMissingForTelemetry(set),
  ]);
  if (!parsed.success || problems.size > 0) throw new ConfigError([...problems]);
  return toConfig(parsed.data, file);
}

const seconds = 1000;
const minutes = 60 * seconds;
const longestTimeoutMs = 24 * 60 * minutes;
const openaiModel = "gpt-5-mini";
const passwordHint = ", and / # ? @ : % in its password are percent-encoded, such as %2F for /";

const variables = z.object({
  NODE_ENV: z.string().default("development"),
  CHATKIT_ROLE: oneOf(roles).default("all"),
  HOST: host().default("localhost"),
  PORT: wholeNumber(0, 65_535).default(8000),
  CHATKIT_PROCESSES: processes().default(1),
  DATABASE_URL: url(["postgres:", "postgresql:"], passwordHint).optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 1000).default(10),
  DATA_DIR: z.string().default(".data"),
  JWT_SECRET_KEY: signingSecret().optional(),
  JWT_OLDER_SECRET_KEYS: list().pipe(z.array(signingSecret())).default([]),
  OPENAI_API_KEY: bearerToken().optional(),
  OPENAI_BASE_URL: serverAddressSchema.optional(),
  CHATKIT_MODEL: modelNameSchema.optional(),
  CHATKIT_MODEL_ACCESS: oneOf(accessLevels).optional(),
  CHATKIT_MAX_CONCURRENT: wholeNumber(1, mostConcurrent).optional(),
  /** Its connections come after the one from the variables above. */
  CHATKIT_CONFIG: z.string().optional(),
  /** Ollama's own setting, in whatever form Ollama takes it. */
  OLLAMA_HOST: z.string().optional(),
  CHATKIT_CONTEXT_WINDOW: numbersByName(256, 100_000_000).optional(),
  MODEL_EFFORTS: modelEfforts().default(new Map()),
  CHATKIT_FIRST_BYTE_TIMEOUT_MS: wholeNumber(1, longestTimeoutMs).default(5 * minutes),
  CHATKIT_IDLE_TIMEOUT_MS: wholeNumber(1, longestTimeoutMs).default(2 * minutes),
  CHATKIT_TOTAL_TIMEOUT_MS: wholeNumber(1, longestTimeoutMs).default(30 * minutes),
  CHATKIT_WORKFLOW_ID: workflowId().default("wf_default"),
  ...upstreamVariables,
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  METRICS_TOKEN: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{16,}$/, "has to be at least 16 printable ASCII characters without spaces")
    .optional(),
  PUBLIC_URL: origin("; BASE_PATH sets that").optional(),
  BASE_PATH: basePath().optional(),
  ALLOWED_ORIGINS: list().pipe(z.array(origin())).default([]),
  FRAME_ANCESTORS: list().pipe(z.array(origin())).default([]),
  SMTP_HOST: host().optional(),
  SMTP_PORT: wholeNumber(1, 65_535).default(587),
  SMTP_USER: z.string().trim().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_FROM_EMAIL: mailAddress().optional(),
  SMTP_TLS: oneOf(["required", "optional"]).default("required"),
  ...pushVariables,
  ...analyticsSettings.variables,
  ...retentionVariables,
  ...backupVariables,
  ...entryVariables,
  ...brandingVariables,
  ...telemetryVariables,
  TRUST_PROXY: addressRanges().default([]),
  CHATKIT_SESSIONS_NEED_TOKEN: oneOf(["on", "off"]).default("off"),
  RATE_LIMITS: oneOf(["on", "off"]).default("on"),
  CHATKIT_SHARING: oneOf(sharingModes).default("public"),
  CHATKIT_STORAGE_MB: wholeNumber(1, 1_000_000).default(500),
  LOG_LEVEL: oneOf(logLevels).default("info"),
  CHATKIT_GENERATIONS_PER_NODE: wholeNumber(1, 10_000).default(256),
  CHATKIT_MAX_REPLY_KB: wholeNumber(1, 16_384).default(1_024),
  CHATKIT_DEV_ASSETS: url(["http:"]).optional(),
});

type Variables = z.infer<typeof variables>;

/** The names of all environment variables read here. */
export const settingNames: readonly string[] = Object.keys(variables.shape);

function describeIssue(issue: { path: PropertyKey[]; message: string }): string {
  return `${String(issue.path[0])}: ${issue.message}`;
}

function toConfig(read: Variables, file: FileSettings): Config {
  const publicOrigin = read.PUBLIC_URL ?? null;
  const production = read.NODE_ENV === "production";
  return {
    production,
    role: read.CHATKIT_ROLE,
    host: read.HOST,
    port: read.PORT,
    processes: read.CHATKIT_PROCESSES,
    databaseUrl: read.DATABASE_URL ?? null,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    dataDir: resolve(read.DATA_DIR),
    jwtSecretKey: read.JWT_SECRET_KEY ?? null,
    olderJwtSecretKeys: read.JWT_OLDER_SECRET_KEYS,
    provider: toProvider(read, file),
    contextWindows: read.CHATKIT_CONTEXT_WINDOW ?? { ofAll: null, ofModels: new Map() },
    localPorts: production ? [] : usualPorts({ except: read.PORT, ollamaHost: read.OLLAMA_HOST }),
    defaultWorkflowId: read.CHATKIT_WORKFLOW_ID,
    upstream: readUpstream(read),
    publicOrigin,
    basePath: read.BASE_PATH ?? "",
    allowedOrigins: [...(publicOrigin ? [publicOrigin] : []), ...read.ALLOWED_ORIGINS],
    frameAncestors: read.FRAME_ANCESTORS,
    identityProviders: file.identityProviders,
    smtp: readSmtp(read),
    push: readPushSettings(read),
    analytics: analyticsSettings.read(read),
    retention: readRetention(read),
    backup: readBackupSettings(read),
    branding: readBrandingSettings(read),
    telemetry: readTelemetry(read),
    trustedProxies: read.TRUST_PROXY,
    sessionsNeedToken: read.CHATKIT_SESSIONS_NEED_TOKEN === "on",
    rateLimits: read.RATE_LIMITS === "on",
    entry: readEntrySettings(read),
    sharing: read.CHATKIT_SHARING,
    storageMegabytes: read.CHATKIT_STORAGE_MB,
    logLevel: read.LOG_LEVEL,
    metricsPort: read.METRICS_PORT ?? null,
    metricsToken: read.METRICS_TOKEN ?? null,
    generationsPerNode: read.CHATKIT_GENERATIONS_PER_NODE,
    mostReplyKilobytes: read.CHATKIT_MAX_REPLY_KB,
    devAssetsUrl: read.CHATKIT_DEV_ASSETS ?? null,
  };
}

/** The connection from variables comes first: models without a connection prefix belong to it. */
function toProvider(read: Variables, file: FileSettings): ProviderSettings {
  const [first, ...others] = [...environmentConnection(read), ...file.connections];
  const calls = {
    firstByteTimeoutMs: read.CHATKIT_FIRST_BYTE_TIMEOUT_MS,
    idleTimeoutMs: read.CHATKIT_IDLE_TIMEOUT_MS,
    totalTimeoutMs: read.CHATKIT_TOTAL_TIMEOUT_MS,
    efforts: read.MODEL_EFFORTS,
  };
  if (!first) return { kind: "offline", ...calls };
  const model = file.defaultModel ?? read.CHATKIT_MODEL ?? openaiModel;
  const { fallbacks } = file;
  return { kind: "connected", connections: [first, ...others], model, fallbacks, ...calls };
}
