import { wholeNumber } from "./config-values.ts";

/** How long the clean-up keeps unused data, in days. */
export interface Retention {
  /** A guest with all their data, after the last use. */
  guestDays: number;
  /** A guest with no conversation and no file, after the last use; at most `guestDays`. */
  emptyGuestDays: number;
  /** Entries of the audit log. */
  auditDays: number;
  /** Analytics of single users. */
  analyticsDays: number;
}

/** Ten years. */
const mostDays = 3_650;

/** Defaults; for analytics, `ANALYTICS_RETENTION_DAYS` has its own. */
export const usualRetention: Retention = {
  guestDays: 30,
  emptyGuestDays: 1,
  auditDays: 730,
  analyticsDays: 365,
};

/** The environment variables. */
export const retentionVariables = {
  CHATKIT_GUEST_DAYS: wholeNumber(1, mostDays).default(usualRetention.guestDays),
  CHATKIT_EMPTY_GUEST_DAYS: wholeNumber(1, mostDays).default(usualRetention.emptyGuestDays),
  // Attacks are often investigated weeks later.
  CHATKIT_AUDIT_DAYS: wholeNumber(30, mostDays).default(usualRetention.auditDays),
};
