import type { StateVariables } from "../../../shared/chat-session.ts";
import { findNamedUser, previewPrefix } from "./named-user.ts";
import { type CreatedSession, createSession, type CreateSessionDeps } from "./create-session.ts";
import { definitionOf } from "../workflows/definition.ts";
import { requireWorkflow } from "../workflows/find-workflow.ts";

/** Who tries which workflow out, and with which state variables. */
export interface Preview {
  id: string;
  adminId: string;
  stateVariables: StateVariables | undefined;
}

/**
 * Opens a chat with what is being edited of a workflow, as it is saved at each message. It is a
 * hidden user's of the admin's, so it stays out of their own conversations, and out of other
 * admins' previews.
 *
 * @throws RequestError `not_found`
 */
export async function previewWorkflow(
  deps: CreateSessionDeps,
  { id, adminId, stateVariables }: Preview,
): Promise<CreatedSession> {
  const row = await requireWorkflow(deps.db, id);
  const { maxRequestsPerMinute, fileUpload } = row.draft ?? definitionOf(row);
  const userId = await findNamedUser(deps.db, {
    ownerId: adminId,
    externalId: `${previewPrefix}${id}`,
    // What is tried out is not what people do.
    analyticsOptOut: true,
  });
  return createSession(deps, {
    userId,
    workflowId: id,
    ownerId: adminId,
    version: 0,
    stateVariables,
    maxRequestsPerMinute,
    // What the draft gives and the published version does not yet.
    mayExceedPolicy: true,
    // Nobody reads the titles.
    settings: { automaticThreadTitling: false, fileUpload },
  });
}
