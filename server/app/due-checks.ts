import { hasNewEvents } from "../analytics/has-new-events.ts";
import { createIndexCheck } from "../chat/search/index-messages.ts";
import type { DueChecks } from "../platform/jobs/make-scheduled-jobs.ts";
import type { Pace } from "../platform/pace.ts";
import { removeLeftJobs } from "./backups/remove-left-jobs.ts";
import { createCleanUpPauses } from "./clean-up-pauses.ts";
import type { JobDeps } from "./job-handlers.ts";
import type { Platform } from "./open-platform.ts";

/** What the checks look at. */
export interface DueDeps extends Pick<JobDeps, "backups"> {
  platform: Pick<Platform, "db" | "sql">;
  analytics: Pick<JobDeps["analytics"], "receiver">;
  pace: Pick<Pace, "idleForMs">;
}

/** Whether each scheduled job has work to do. */
export function createDueChecks({ platform, analytics, backups, pace }: DueDeps): DueChecks {
  return {
    rollup: () => hasNewEvents(platform.sql, analytics.receiver !== null),
    search: createIndexCheck(platform.db),
    cleanup: createCleanUpPauses(pace),
    async backup() {
      if (backups) return backups.isDue();
      await removeLeftJobs(platform.sql);
      return false;
    },
  };
}
