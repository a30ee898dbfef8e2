import { loadModule } from "../loading/load-module.ts";
import { loadOnce } from "../loading/load-once.ts";

/** Loads what shows messages. */
export const loadTurns = loadOnce(() => loadModule(() => import("./turns-part.ts")));
