import { sql } from "drizzle-orm";
import type { ChatSessionSettings, StateVariables } from "../../../shared/chat-session.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import { chatSessions } from "../../platform/db/schema/workflows.ts";

/** A chat session, but for its secret. */
export interface SessionRecord {
  id: string;
  userId: string;
  workflowId: string;
  /** The version that was asked for; null where it was the one published then. */
  namedVersion: number | null;
  stateVariables: StateVariables | null;
  maxRequestsPerMinute: number;
  settings: ChatSessionSettings;
  expiresAt: Date;
  status: "active" | "expired" | "cancelled";
}

/** The columns of a session record. */
export const sessionColumns = {
  id: chatSessions.id,
  userId: chatSessions.userId,
  workflowId: chatSessions.workflowId,
  namedVersion: sql<
    number | null
  >`case when ${chatSessions.isVersionNamed} then ${chatSessions.workflowVersion} end`,
  stateVariables: chatSessions.stateVariables,
  maxRequestsPerMinute: chatSessions.maxRequestsPerMinute,
  settings: chatSessions.settings,
  expiresAt: chatSessions.expiresAt,
  status: sql<SessionRecord["status"]>`case
    when ${chatSessions.cancelledAt} is not null then 'cancelled'
    when ${chatSessions.expiresAt} <= now() then 'expired' else 'active' end`,
};

/** What a session is set to where it was told nothing else. */
export const defaultSessionSettings: ChatSessionSettings = {
  automaticThreadTitling: true,
  fileUpload: defaultWorkflowSettings.fileUpload,
  history: defaultWorkflowSettings.history,
  tracing: true,
};

/** The record of a row; a session of an older server has no settings of its own. */
export function toSessionRecord(
  row: Omit<SessionRecord, "settings"> & { settings: ChatSessionSettings | null },
): SessionRecord {
  return { ...row, settings: row.settings ?? defaultSessionSettings };
}
