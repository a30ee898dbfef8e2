import { wholeNumber } from "./config-values.ts";

/** For how long the clean-up keeps what is no longer used, in days. */
export interface Retention {
  /** A guest with everything that is theirs, after their last use. */
  guestDays: number;
  /** A guest who has no conversation and no file, after their last use; never longer than `guestDays`. */
  emptyGuestDays: number;
  /** Lines of the audit log. */
  auditDays: number;
  /** What the analytics know of a user. */
  analyticsDays: number;
}

/** Ten years. */
const mostDays = 3_650;

/** Where no operator says otherwise; of the analytics, `ANALYTICS_RETENTION_DAYS` has its own. */
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
  // An attack is often looked into weeks later.
  CHATKIT_AUDIT_DAYS: wholeNumber(30, mostDays).default(usualRetention.auditDays),
};
