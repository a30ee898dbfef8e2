import type { Database } from "../platform/db/client.ts";
import type { ReadDeps } from "./read-analytics.ts";

/** Services that the analytics use-cases need. */
export interface AnalyticsServices extends ReadDeps {
  db: Database;
}
