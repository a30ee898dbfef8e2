import type { Sql } from "postgres";
import { notFound, RequestError } from "../../platform/errors.ts";
import { isObject } from "../../platform/narrow.ts";
import type { ChatSessionRight } from "./caller.ts";

/** What somebody with a client secret may call, and what each is about. */
const reach: Readonly<
  Record<string, "thread" | "message" | "generation" | "workflow" | "target" | "nothing">
> = {
  "auth.me": "nothing",
  "workflows.get": "workflow",
  "threads.list": "nothing",
  "threads.create": "thread",
  "threads.get": "thread",
  "threads.rename": "thread",
  "threads.setInference": "thread",
  "threads.delete": "thread",
  "threads.markRead": "thread",
  "messages.list": "thread",
  "messages.say": "thread",
  "messages.send": "thread",
  "messages.queue": "thread",
  "messages.unqueue": "thread",
  "messages.regenerate": "message",
  "messages.continue": "message",
  "messages.giveFeedback": "message",
  "attachments.create": "target",
  // These look only where the session reaches.
  "attachments.get": "nothing",
  "attachments.watch": "nothing",
  "attachments.delete": "nothing",
  "generations.stop": "generation",
  "generations.watch": "generation",
};

/** A call by a client secret. */
export interface SecretCall {
  path: string;
  input: unknown;
  userId: string;
  session: ChatSessionRight;
  defaultWorkflowId: string;
}

/**
 * Makes sure that a client secret is used for its workflow alone.
 *
 * @throws RequestError `forbidden` for another procedure or workflow; `not_found` for what is of
 *   another workflow, as for what is missing
 */
export async function requireReach(sql: Sql, call: SecretCall): Promise<void> {
  const about = reach[call.path];
  if (about === undefined) throw outOfReach();
  const input = isObject(call.input) ? call.input : {};
  if (about === "workflow") return requireWorkflow(call, input["id"]);
  if (about === "target") return requireWorkflow(call, input["workflowId"]);
  if (about === "generation") return requireOwnGeneration(sql, call, input["generationId"]);
  if (about === "message") return requireOwnMessage(sql, call, input["messageId"]);
  if (about === "thread") await requireOwnThread(sql, call, input);
}

function requireWorkflow({ session, defaultWorkflowId }: SecretCall, named: unknown): void {
  const id = named === undefined ? defaultWorkflowId : named;
  if (id !== session.workflowId) throw outOfReach();
}

/** A thread that is there is of the workflow; one that is to be made names it. */
async function requireOwnThread(
  sql: Sql,
  call: SecretCall,
  input: Record<string, unknown>,
): Promise<void> {
  const id = idIn(input["threadId"] ?? input["id"]);
  const [thread] = await sql<{ workflowId: string }[]>`
    select workflow_id as "workflowId" from threads where id = ${id} and user_id = ${call.userId}`;
  if (thread && thread.workflowId !== call.session.workflowId) throw notFound("thread");
  const makesOne = ["threads.create", "messages.say", "messages.send"].includes(call.path);
  if (!thread && makesOne) requireWorkflow(call, input["workflowId"]);
}

async function requireOwnMessage(sql: Sql, call: SecretCall, named: unknown): Promise<void> {
  const [message] = await sql`
    select 1 from messages m join threads t on t.id = m.thread_id
    where m.id = ${idIn(named)} and t.user_id = ${call.userId} and t.workflow_id = ${call.session.workflowId}`;
  if (!message) throw notFound("message");
}

async function requireOwnGeneration(sql: Sql, call: SecretCall, named: unknown): Promise<void> {
  const [generation] = await sql`
    select 1 from generations
    where id = ${idIn(named)} and user_id = ${call.userId} and workflow_id = ${call.session.workflowId}`;
  if (!generation) throw notFound("generation");
}

/** An id as it may be asked for; what is none is nobody's. The procedure's schema says so afterwards. */
function idIn(value: unknown): string {
  return typeof value === "string" && /^[a-z]+_[0-9a-f]{32}$/.test(value) ? value : "";
}

function outOfReach(): RequestError {
  return new RequestError("forbidden", "This client secret may not do that.");
}
