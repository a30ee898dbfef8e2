import { z } from "zod";
import { type IdKind, idPrefixes } from "./ids.ts";

/** The schema of a generated id: the prefix and exactly 32 hex digits. */
export function idSchema(kind: IdKind) {
  return z.string().regex(new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{32}$`), `a ${kind} id`);
}

/** Workflow ids are chosen by operators (`wf_default`), so any short, simple name is valid. */
export const workflowIdSchema = z.string().regex(/^wf_[A-Za-z0-9_-]{1,64}$/, "a workflow id");
