/** Events in the audit log. */
export const auditKinds = [
  "registered",
  "signed_in",
  "sign_in_failed",
  "identity_connected",
  "identity_disconnected",
  "signed_out",
  "signed_out_everywhere",
  "session_revoked",
  "session_reuse",
  "password_reset_asked",
  "password_reset",
  "password_changed",
  "email_change_asked",
  "email_changed",
  "data_exported",
  "account_deleted",
  "api_key_created",
  "api_key_revoked",
  "data_imported",
  "share_created",
  "share_changed",
  "share_updated",
  "share_revoked",
  "sign_up_changed",
  "guests_changed",
  "invitation_created",
  "invitation_revoked",
  "guest_invited",
  "user_created",
  "first_password_link",
  "sessions_ended",
  "user_disabled",
  "user_enabled",
  "user_promoted",
  "user_demoted",
  "workflow_created",
  "workflow_published",
  "workflow_rolled_back",
  "workflow_archived",
  "workflow_restored",
  "workflow_imported",
  "connection_saved",
  "connection_deleted",
  "default_model_chosen",
  "branding_changed",
  "announcement_saved",
  "announcement_deleted",
  "prompt_shared",
  "prompt_unshared",
  "prompt_deleted",
  "job_retried",
  "job_discarded",
] as const;

export type AuditKind = (typeof auditKinds)[number];

/** An entry of the audit log. */
export interface AuditEvent {
  seq: number;
  /** ISO 8601. */
  at: string;
  kind: AuditKind;
  actor: { id: string; email: string | null } | null;
  user: { id: string; email: string | null } | null;
  address: string | null;
  details: Record<string, string>;
}
