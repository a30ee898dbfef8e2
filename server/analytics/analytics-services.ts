import type { Database } from "../platform/db/client.ts";
import type { ReadDeps } from "./read-analytics.ts";
import type { PersonsDeps } from "./read-persons.ts";

/** Services that the analytics use-cases need. */
export interface AnalyticsServices extends ReadDeps, PersonsDeps {
  db: Database;
}
