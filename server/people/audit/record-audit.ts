import type { AuditKind } from "../../../shared/audit.ts";
import type { Executor } from "../../platform/db/client.ts";
import { auditEvents } from "../../platform/db/schema/audit.ts";

/** An entry of the audit log. */
export interface AuditEntry {
  kind: AuditKind;
  /** The user who did it; null for an unknown caller. */
  actorId: string | null;
  /** The user whose account it concerns. */
  userId: string | null;
  /** IP address of the call. */
  address: string | null;
  /** Short words; never a secret. */
  details?: Record<string, string>;
}

/** Writes an audit entry, within the caller's transaction if there is one. */
export async function recordAudit(executor: Executor, entry: AuditEntry): Promise<void> {
  await executor.insert(auditEvents).values(entry);
}
