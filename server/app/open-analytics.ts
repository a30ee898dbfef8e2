import type { AnalyticsServices } from "../analytics/analytics-services.ts";
import { nameWorkflows } from "../assistants/workflows/name-workflows.ts";
import type { Config } from "./config.ts";
import type { Platform } from "./open-platform.ts";

/** Opens the analytics; workflow names come from a district above them. */
export function openAnalytics(
  { analytics: { prices } }: Pick<Config, "analytics">,
  { db, sql, metrics }: Platform,
): AnalyticsServices {
  return { db, sql, metrics, prices, nameWorkflows: (ids) => nameWorkflows(sql, ids) };
}
