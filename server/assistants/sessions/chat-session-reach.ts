import type { Sql } from "postgres";
import { maxThreadsAtOnce } from "../../../shared/limits.ts";
import { notFound, RequestError } from "../../platform/errors.ts";
import { isObject } from "../../platform/narrow.ts";
import type { ChatSessionRight } from "./caller.ts";

/**
 * What the input of a call with a client secret names. It has to belong to the session's user and
 * workflow:
 * - `own`: nothing; the procedure itself applies the session's limits
 * - `thread`: a thread in `threadId`
 * - `threads`: threads in `threadIds`, which may be missing, but not another workflow's
 * - `threadOrNew`: the same, or a thread to create with `workflowId`
 * - `newThread`: the same with the thread in `id`
 * - `message`: a message in `messageId`
 * - `queued`: a message that is or was queued, in `id`
 * - `generation`: a generation in `generationId`
 * - `workflow`: a workflow in `id`, by default the server's
 * - `inWorkflow`: a workflow in `workflowId`, by default the server's
 */
export type Reach =
  | "own"
  | "thread"
  | "threads"
  | "threadOrNew"
  | "newThread"
  | "message"
  | "queued"
  | "generation"
  | "workflow"
  | "inWorkflow";

/** A call by a client secret. */
export interface SecretCall {
  /** Undefined for procedures that client secrets may not call. */
  reach: Reach | undefined;
  /** Unvalidated input. */
  input: unknown;
  userId: string;
  session: ChatSessionRight;
  defaultWorkflowId: string;
}

/**
 * Makes sure that a client secret is used only for its workflow.
 *
 * @throws RequestError `forbidden` for another procedure or workflow; `not_found` for an object of
 *   another workflow, as for a missing one
 */
export async function requireReach(sql: Sql, call: SecretCall): Promise<void> {
  const input = isObject(call.input) ? call.input : {};
  switch (call.reach) {
    case undefined:
      throw outOfReach();
    case "own":
      return undefined;
    case "thread":
      return requireOwnThread(sql, call, { id: input["threadId"], isMade: false });
    case "threads":
      return requireOwnThreads(sql, call, input["threadIds"]);
    case "threadOrNew":
      return requireOwnThread(sql, call, { id: input["threadId"], isMade: true });
    case "newThread":
      return requireOwnThread(sql, call, { id: input["id"], isMade: true });
    case "message":
      return requireOwnMessage(sql, call, input["messageId"]);
    case "queued":
      return requireOwnQueued(sql, call, input["id"]);
    case "generation":
      return requireOwnGeneration(sql, call, input["generationId"]);
    case "workflow":
      return requireWorkflow(call, input["id"]);
    case "inWorkflow":
      return requireWorkflow(call, input["workflowId"]);
  }
}

function requireWorkflow({ session, defaultWorkflowId }: SecretCall, named: unknown): void {
  const id = named === undefined ? defaultWorkflowId : named;
  if (id !== session.workflowId) throw outOfReach();
}

/** An existing thread has to be of the workflow; a new one has to name it. */
async function requireOwnThread(
  sql: Sql,
  call: SecretCall,
  named: { id: unknown; isMade: boolean },
): Promise<void> {
  const [thread] = await sql<{ workflowId: string }[]>`
    select workflow_id as "workflowId" from threads where id = ${idIn(named.id)} and user_id = ${call.userId}`;
  if (thread?.workflowId === call.session.workflowId) return;
  if (thread || !named.isMade) throw notFound("thread");
  requireWorkflow(call, isObject(call.input) ? call.input["workflowId"] : undefined);
}

/** Missing threads and another user's are left to the procedure, which leaves them out. */
async function requireOwnThreads(sql: Sql, call: SecretCall, named: unknown): Promise<void> {
  const ids = Array.isArray(named) ? named.slice(0, maxThreadsAtOnce).map(idIn) : [];
  const [other] = await sql`
    select 1 from threads where id = any(${ids}::text[]) and user_id = ${call.userId}
      and workflow_id <> ${call.session.workflowId} limit 1`;
  if (other) throw notFound("thread");
}

async function requireOwnQueued(sql: Sql, call: SecretCall, named: unknown): Promise<void> {
  const id = idIn(named);
  const [message] = await sql`
    select 1 from threads t
    where t.user_id = ${call.userId} and t.workflow_id = ${call.session.workflowId} and t.id = coalesce(
      (select thread_id from queued_messages where id = ${id}),
      (select thread_id from messages where id = ${id})
    )`;
  if (!message) throw notFound("message");
}

async function requireOwnMessage(sql: Sql, call: SecretCall, named: unknown): Promise<void> {
  const [message] = await sql`
    select 1 from messages m join threads t on t.id = m.thread_id
    where m.id = ${idIn(named)} and t.user_id = ${call.userId} and t.workflow_id = ${call.session.workflowId}`;
  if (!message) throw notFound("message");
}

/** The thread decides: another assistant may have been asked for one reply in it. */
async function requireOwnGeneration(sql: Sql, call: SecretCall, named: unknown): Promise<void> {
  const [generation] = await sql`
    select 1 from generations g join threads t on t.id = g.thread_id
    where g.id = ${idIn(named)} and t.user_id = ${call.userId} and t.workflow_id = ${call.session.workflowId}`;
  if (!generation) throw notFound("generation");
}

/** A well-formed id, or "", which matches no row. The procedure's schema rejects it later. */
function idIn(value: unknown): string {
  return typeof value === "string" && /^[a-z]+_[0-9a-f]{32}$/.test(value) ? value : "";
}

function outOfReach(): RequestError {
  return new RequestError("forbidden", "This client secret does not have permission for that.");
}
