import type { z } from "zod";
import { wholeNumber } from "./config-values.ts";

/** How long the clean-up keeps unused data, in days. */
export interface Retention {
  /** A guest with all their data, after the last use. */
  guestDays: number;
  /** A guest with no conversation and no file, after the last use; at most `guestDays`. */
  emptyGuestDays: number;
  /** A thread in the trash; 0 for no trash. */
  trashDays: number;
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
  trashDays: 30,
  auditDays: 730,
  analyticsDays: 365,
};

/** The environment variables. */
export const retentionVariables = {
  CHATKIT_GUEST_DAYS: wholeNumber(1, mostDays).default(usualRetention.guestDays),
  CHATKIT_EMPTY_GUEST_DAYS: wholeNumber(1, mostDays).default(usualRetention.emptyGuestDays),
  CHATKIT_TRASH_DAYS: wholeNumber(0, mostDays).default(usualRetention.trashDays),
  // Attacks are often investigated weeks later.
  CHATKIT_AUDIT_DAYS: wholeNumber(30, mostDays).default(usualRetention.auditDays),
};

type Variables = z.infer<z.ZodObject<typeof retentionVariables>> & {
  ANALYTICS_RETENTION_DAYS: number;
};

/** The settings as the environment has them. */
export function readRetention(read: Variables): Retention {
  return {
    guestDays: read.CHATKIT_GUEST_DAYS,
    emptyGuestDays: read.CHATKIT_EMPTY_GUEST_DAYS,
    trashDays: read.CHATKIT_TRASH_DAYS,
    auditDays: read.CHATKIT_AUDIT_DAYS,
    analyticsDays: read.ANALYTICS_RETENTION_DAYS,
  };
}
