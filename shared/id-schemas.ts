import { z } from "zod";
import { type IdKind, idPrefixes } from "./ids.ts";

/** The schema of an id that a client may make: the prefix and exactly 32 hex digits. */
export function idSchema(kind: IdKind) {
  return z.string().regex(new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{32}$`), `a ${kind} id`);
}

/** Workflow ids are named by operators (`wf_default`), so they only have to be short and tame. */
export const workflowIdSchema = z.string().regex(/^wf_[A-Za-z0-9_-]{1,64}$/, "a workflow id");
