import type { CatalogSource } from "../catalog/catalog.ts";
import type { OpenConnection } from "./route-models.ts";

/** A connection that can be called and whose models are listed. */
export interface OpenSource extends CatalogSource, OpenConnection {}
