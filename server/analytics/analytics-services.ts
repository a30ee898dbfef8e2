import type { Database } from "../platform/db/client.ts";
import type { ReadDeps } from "./read-analytics.ts";

/** What use-cases of the analytics need of a node. */
export interface AnalyticsServices extends ReadDeps {
  db: Database;
}
