import type { StateVariables } from "../../../shared/chat-session.ts";
import { findNamedUser, previewPrefix } from "./named-user.ts";
import { type CreatedSession, createSession, type CreateSessionDeps } from "./create-session.ts";
import { definitionOf } from "../workflows/definition.ts";
import { requireWorkflow } from "../workflows/find-workflow.ts";

/** Which admin previews which workflow, with which state variables. */
export interface Preview {
  id: string;
  adminId: string;
  stateVariables: StateVariables | undefined;
}

/**
 * Opens a chat with a workflow's draft, which each message reads as last saved. It belongs to a
 * hidden user of the admin, so it stays out of the admin's own threads and of other admins'
 * previews.
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
    // Previews are not real usage.
    analyticsOptOut: true,
  });
  return createSession(deps, {
    userId,
    workflowId: id,
    ownerId: adminId,
    version: 0,
    stateVariables,
    maxRequestsPerMinute,
    // The draft may allow more than the published version.
    mayExceedPolicy: true,
    // Titles of previews are never shown.
    settings: { automaticThreadTitling: false, fileUpload },
  });
}
