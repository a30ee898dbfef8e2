import { hasNewEvents } from "../analytics/has-new-events.ts";
import { createIndexCheck } from "../chat/search/index-messages.ts";
import type { DueChecks } from "../platform/jobs/make-scheduled-jobs.ts";
import type { Pace } from "../platform/pace.ts";
import { createCleanUpPauses } from "./clean-up-pauses.ts";
import type { JobDeps } from "./job-handlers.ts";

/** Whether each scheduled job has work to do. */
export function createDueChecks({
  platform,
  analytics,
  backups,
  pace,
}: Pick<JobDeps, "platform" | "analytics" | "backups"> & { pace: Pace }): DueChecks {
  return {
    rollup: () => hasNewEvents(platform.sql, analytics.receiver !== null),
    search: createIndexCheck(platform.db),
    cleanup: createCleanUpPauses(pace),
    backup: () => backups?.isDue() ?? false,
  };
}
