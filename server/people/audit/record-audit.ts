import type { AuditKind } from "../../../shared/audit.ts";
import type { Executor } from "../../platform/db/client.ts";
import { auditEvents } from "../../platform/db/schema/audit.ts";

/** Something that an admin may want to know of later. */
export interface AuditEntry {
  kind: AuditKind;
  /** Who did it; null for an unknown caller. */
  actorId: string | null;
  /** Whose account it is about. */
  userId: string | null;
  /** Where the call came from. */
  address: string | null;
  /** Short words; never a secret. */
  details?: Record<string, string>;
}

/** Writes a line of the audit log, with what it is about if that is a transaction. */
export async function recordAudit(executor: Executor, entry: AuditEntry): Promise<void> {
  await executor.insert(auditEvents).values(entry);
}
