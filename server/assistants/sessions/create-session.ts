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

/** How long a chat session lasts, in seconds: the hosted API's default, and its most. */
export const chatSessionSeconds = 600;

/** What a chat session is to be. What is left out is the workflow's, or the hosted API's default. */
export interface SessionRequest {
  userId: string;
  workflowId: string;
  /** Whose API key asks, which lets anybody into what its owner may use; null where the user asks. */
  ownerId: string | null;
  /** Whether an admin's program asks, which may give more than the workflow's policy does. */
  mayExceedPolicy?: boolean;
  /** The API key that asks, with which the session ends; none where it is left out. */
  apiKeyId?: string | undefined;
  /** 0 for what is being edited, which is the published one where nothing is; the published one where left out. */
  version?: number | undefined;
  stateVariables?: StateVariables | undefined;
  expiresInSeconds?: number | undefined;
  maxRequestsPerMinute?: number | undefined;
  settings?: SettingsRequest | undefined;
}

/** Settings as far as they are told. */
export interface SettingsRequest {
  automaticThreadTitling?: boolean | undefined;
  tracing?: boolean | undefined;
  fileUpload?: Told<ChatSessionSettings["fileUpload"]> | undefined;
  history?: Told<ChatSessionSettings["history"]> | undefined;
}

type Told<T> = { [K in keyof T]?: T[K] | undefined };

/** A new chat session: the only time that its secret is told. */
export interface CreatedSession extends SessionRecord {
  clientSecret: string;
}

/**
 * Gives a user the right to talk to a workflow, in the version that is published now unless another
 * is named. What it asks for beyond the workflow's policy is cut to that, unless an admin asks. The client secret leaves here once; only its hash is kept. What it opens is in
 * `chat-session-reach.ts`.
 *
 * @throws RequestError `not_found` for an unknown workflow, and for one that the user, or the key's owner, may not use;
 *   `conflict` for one that is archived or was never published; `invalid_input` for an unknown version;
 *   `unavailable` when it is another server's and cannot be read
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

/** What making a chat session needs of the server. */
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
  // A server of before versions were kept has stored none.
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

/** No more than the workflow gives. */
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
