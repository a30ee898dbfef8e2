import { loadModule } from "../../loading/load-module.ts";

/** Loads the view of two replies. */
export async function loadComparison() {
  return (await loadModule(() => import("./comparison.tsx"))).Comparison;
}
