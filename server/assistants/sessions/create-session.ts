import { and, eq, sql } from "drizzle-orm";
import type { ChatSessionSettings, StateVariables } from "../../../shared/chat-session.ts";
import type { WorkflowDefinition } from "../../../shared/workflow.ts";
import { newId } from "../../../shared/ids.ts";
import { recordEvents } from "../../analytics/record-events.ts";
import { clientSecretPrefix } from "./find-chat-session.ts";
import { hashSecret } from "../../platform/hash-secret.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { chatSessions, workflowVersions } from "../../platform/db/schema/workflows.ts";
import { notFound, RequestError, theRow } from "../../platform/errors.ts";
import type { MailJobs } from "../../mail/mail-queues.ts";
import { mailThoseWhoAsked } from "../../mail/mail-those-who-asked.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import { definitionOf } from "../workflows/definition.ts";
import type { PrepareWorkflow } from "../workflows/upstream/prepare-workflow.ts";
import { requireOwnersWorkflow, requireUsableWorkflow } from "../workflows/find-workflow.ts";
import { type SessionRecord, sessionColumns, toSessionRecord } from "./session-record.ts";

/** Lifetime of a chat session in seconds: the hosted API's default and maximum. */
export const chatSessionSeconds = 600;

/**
 * The properties of a new chat session. Omitted ones come from the workflow, or are the hosted
 * API's defaults.
 */
export interface SessionRequest {
  userId: string;
  workflowId: string;
  /**
   * The owner of the calling API key, who can give others access to the workflows they may use;
   * null when the user calls directly.
   */
  ownerId: string | null;
  /** Whether an admin's program calls, which may exceed the workflow's policy. */
  mayExceedPolicy?: boolean;
  /** The calling API key; revoking it ends the session. Omitted for other callers. */
  apiKeyId?: string | undefined;
  /**
   * A version number; 0 for the draft, or the published version if there is no draft. Default: the
   * published version.
   */
  version?: number | undefined;
  stateVariables?: StateVariables | undefined;
  expiresInSeconds?: number | undefined;
  maxRequestsPerMinute?: number | undefined;
  settings?: SettingsRequest | undefined;
}

/** Requested settings; omitted ones get defaults. */
export interface SettingsRequest {
  automaticThreadTitling?: boolean | undefined;
  tracing?: boolean | undefined;
  fileUpload?: Told<ChatSessionSettings["fileUpload"]> | undefined;
  history?: Told<ChatSessionSettings["history"]> | undefined;
}

type Told<T> = { [K in keyof T]?: T[K] | undefined };

/** A new chat session. Its secret is returned only here. */
export interface CreatedSession extends SessionRecord {
  clientSecret: string;
}

/**
 * Gives a user the right to talk to a workflow, by default in its published version. Requests
 * beyond the workflow's policy are reduced to it, unless an admin calls. The client secret is
 * returned only here; the database stores its hash. `chat-session-reach.ts` defines what it gives
 * access to.
 *
 * @throws RequestError `not_found` for an unknown workflow, and for one that the user, or the key's
 *   owner, may not use; `conflict` for one that is archived or was never published; `invalid_input`
 *   for an unknown version; `unavailable` when it is another server's and cannot be read
 */
export async function createSession(
  { metrics, prepareWorkflow, ...deps }: CreateSessionDeps,
  request: SessionRequest,
): Promise<CreatedSession> {
  const startedAt = performance.now();
  const caller = request.ownerId ?? request.userId;
  await prepareWorkflow({ id: request.workflowId, caller });
  const session = await storeSession(deps, request);
  metrics.sessionTime.observe((performance.now() - startedAt) / 1_000);
  metrics.sessionsCreated.inc({ workflow_id: metrics.workflowLabel(session.workflowId) });
  return session;
}

/** Dependencies of creating a chat session. */
export interface CreateSessionDeps {
  db: Database;
  jobs: MailJobs;
  prepareWorkflow: PrepareWorkflow;
  metrics: Pick<Metrics, "sessionTime" | "sessionsCreated" | "workflowLabel">;
}

function storeSession(
  { db, jobs }: Pick<CreateSessionDeps, "db" | "jobs">,
  request: SessionRequest,
): Promise<CreatedSession> {
  const { userId } = request;
  const clientSecret = `${clientSecretPrefix}${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url")}`;
  return db.transaction(async (tx) => {
    const { workflow, version } = await findVersion(tx, request);
    const definition = definitionOf(workflow);
    const seconds = request.expiresInSeconds ?? chatSessionSeconds;
    const session = theRow(
      await tx
        .insert(chatSessions)
        .values({
          id: newId("chatSession"),
          userId,
          workflowId: workflow.id,
          workflowVersion: version,
          isVersionNamed: request.version !== undefined,
          stateVariables: request.stateVariables ?? null,
          settings: settle(request, definition),
          ownerId: request.ownerId,
          apiKeyId: request.apiKeyId ?? null,
          clientSecretHash: hashSecret(clientSecret),
          maxRequestsPerMinute: settleRate(request, definition),
          expiresAt: sql`now() + ${seconds} * interval '1 second'`,
        })
        .returning(sessionColumns),
    );
    await recordEvents(tx, userId, [{ kind: "session_created", workflowId: workflow.id }]);
    await mailThoseWhoAsked(tx, jobs, {
      userId,
      wish: "sessionCreated",
      event: `sessionCreated:${session.id}`,
      content: ({ timeZone }) => ({
        kind: "sessionCreated",
        workflowName: workflow.name,
        at: new Date().toISOString(),
        timeZone,
      }),
    });
    return { ...toSessionRecord(session), clientSecret };
  });
}

async function findVersion(tx: Transaction, request: SessionRequest) {
  const { workflowId: id, userId, ownerId, version } = request;
  const workflow =
    ownerId === null
      ? await requireUsableWorkflow(tx, { id, userId })
      : await requireOwnersWorkflow(tx, { id, ownerId });
  if (version === 0 && (workflow.draft || workflow.version > 0)) return { workflow, version };
  const wanted = version ?? workflow.version;
  const rows = await tx
    .select({ version: workflowVersions.version })
    .from(workflowVersions)
    .where(and(eq(workflowVersions.workflowId, id), eq(workflowVersions.version, wanted)));
  // A server from before versions were stored has only the workflow's own row.
  const isThere = rows.length > 0 || (wanted === workflow.version && wanted > 0);
  if (workflow.archivedAt) throw new RequestError("conflict", "This workflow is archived.");
  if (workflow.upstream === "gone") throw notFound("workflow");
  if (workflow.version === 0) throw new RequestError("conflict", "This workflow is not published.");
  if (!isThere) throw new RequestError("invalid_input", "This workflow has no such version.");
  return { workflow, version: wanted };
}

function settleRate(
  { maxRequestsPerMinute: asked, mayExceedPolicy = false }: SessionRequest,
  { maxRequestsPerMinute: most }: Pick<WorkflowDefinition, "maxRequestsPerMinute">,
): number {
  if (asked === undefined) return most;
  return mayExceedPolicy ? asked : Math.min(asked, most);
}

function settle(
  { settings = {}, mayExceedPolicy = false }: SessionRequest,
  of: Pick<ChatSessionSettings, "fileUpload" | "history">,
): ChatSessionSettings {
  const { automaticThreadTitling = true, tracing = true, fileUpload = {}, history = {} } = settings;
  const uploads = {
    enabled: fileUpload.enabled ?? of.fileUpload.enabled,
    maxFileSize: fileUpload.maxFileSize ?? of.fileUpload.maxFileSize,
    maxFiles: fileUpload.maxFiles ?? of.fileUpload.maxFiles,
  };
  return {
    automaticThreadTitling,
    tracing,
    fileUpload: mayExceedPolicy ? uploads : within(uploads, of.fileUpload),
    history: {
      enabled: history.enabled ?? of.history.enabled,
      recentThreads:
        history.recentThreads === undefined ? of.history.recentThreads : history.recentThreads,
    },
  };
}

/** At most what the workflow allows. */
function within(
  asked: ChatSessionSettings["fileUpload"],
  most: ChatSessionSettings["fileUpload"],
): ChatSessionSettings["fileUpload"] {
  return {
    enabled: asked.enabled && most.enabled,
    maxFileSize: Math.min(asked.maxFileSize, most.maxFileSize),
    maxFiles: Math.min(asked.maxFiles, most.maxFiles),
  };
}
