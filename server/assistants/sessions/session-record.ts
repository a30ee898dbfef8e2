import { sql } from "drizzle-orm";
import type { ChatSessionSettings, StateVariables } from "../../../shared/chat-session.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import { chatSessions } from "../../platform/db/schema/workflows.ts";

/** A chat session without its secret. */
export interface SessionRecord {
  id: string;
  userId: string;
  workflowId: string;
  /** The version that was requested; null for the version published at that time. */
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

/** Settings of a session that was created without any. */
export const defaultSessionSettings: ChatSessionSettings = {
  automaticThreadTitling: true,
  fileUpload: defaultWorkflowSettings.fileUpload,
  history: defaultWorkflowSettings.history,
  tracing: true,
};

/** Converts a row; a session created by an older server has no settings. */
export function toSessionRecord(
  row: Omit<SessionRecord, "settings"> & { settings: ChatSessionSettings | null },
): SessionRecord {
  return { ...row, settings: row.settings ?? defaultSessionSettings };
}
