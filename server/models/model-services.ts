import type { FailingModel, ModelList } from "../../shared/admin.ts";
import type { Catalog } from "./catalog/catalog.ts";
import type { ConnectionServices } from "./connections/connection-services.ts";
import type { EffortsOf } from "./effort/effort-settings.ts";

/** The models district for other districts. */
export interface ModelServices {
  /** The model of workflows that name none. */
  defaultModel(): Promise<string>;
  /** The models that answer when those of workflows without a list of their own cannot. */
  fallbacks(): readonly string[];
  /** The names of all models. @throws RequestError `unavailable` */
  listModels: () => Promise<ModelList>;
  catalog: Catalog;
  effortsOf: EffortsOf;
  connections: ConnectionServices;
  /** The models that are not called at the moment, because they failed or asked for a pause. */
  failingModels: () => Promise<FailingModel[]>;
}
