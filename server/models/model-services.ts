import type { ModelList } from "../../shared/admin.ts";
import type { EffortsOf } from "./effort/effort-settings.ts";

/** The models district for other districts. */
export interface ModelServices {
  /** The model of workflows that name none. */
  model: string;
  /** The models of the provider. @throws RequestError `unavailable` */
  listModels: () => Promise<ModelList>;
  effortsOf: EffortsOf;
}
