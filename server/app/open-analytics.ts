import type { AnalyticsServices } from "../analytics/analytics-services.ts";
import { nameWorkflows } from "../assistants/workflows/name-workflows.ts";
import type { Catalog } from "../models/catalog/catalog.ts";
import type { Config } from "./config.ts";
import type { Platform } from "./open-platform.ts";

/** Opens the analytics; names and prices come from other districts. */
export function openAnalytics(
  { analytics: { prices, byPerson } }: Pick<Config, "analytics">,
  { db, sql, metrics }: Platform,
  catalog: Pick<Catalog, "list" | "connectionOf">,
): AnalyticsServices {
  return {
    db,
    sql,
    metrics,
    prices,
    byPerson,
    listModels: () => catalog.list(),
    connectionOf: (model) => catalog.connectionOf(model),
    nameWorkflows: (ids) => nameWorkflows(sql, ids),
  };
}
