import type { ListOf } from "../types.ts";

/** The key of a list of threads in `listLoads`. */
export function listKey(of: ListOf): string {
  return "tag" in of ? `#${of.tag}` : of.projectId;
}
