import { loadOnce } from "../loading/load-once.ts";

/** Loads what shows messages. */
export const loadTurns = loadOnce(() => import("./turns-part.ts"));
