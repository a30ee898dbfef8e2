import { loadModule } from "../loading/load-module.ts";
import type * as TurnsPart from "./turns-part.ts";

/** Loads what shows messages. */
export const loadTurns = (): Promise<typeof TurnsPart> =>
  loadModule(() => import("./turns-part.ts"));
