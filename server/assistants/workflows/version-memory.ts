import { FirstLevel } from "../../platform/cache/first-level.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import type { WorkflowDefinition } from "../../../shared/workflow.ts";

/** What a model is told of a workflow's version. */
export type VersionBrief = Pick<
  WorkflowDefinition,
  "instructions" | "temperature" | "maxOutputTokens" | "maxTurns"
>;

/** The version that answers in a reply. */
export interface NamedVersion {
  workflowId: string;
  /** 0 for the draft and null for what is published then: neither is remembered, for both change. */
  workflowVersion: number | null;
}

/** What a node remembers of published versions, so that not every reply reads it again. */
export interface VersionMemory {
  find(version: NamedVersion): VersionBrief | null;
  keep(version: NamedVersion, brief: VersionBrief): void;
}

/** Most versions in a node's memory: instructions may have 20,000 letters. */
const mostVersions = 500;

/** A version never changes, but a database may be put back to what it was: kept for so many milliseconds. */
const keptMs = 600_000;

/** An empty memory. */
export function createVersionMemory({
  cacheHits,
  cacheMisses,
  cacheEvictions,
}: Pick<Metrics, "cacheHits" | "cacheMisses" | "cacheEvictions">): VersionMemory {
  const kind = "workflow_version";
  const memory = new FirstLevel<VersionBrief>(mostVersions, () =>
    cacheEvictions.inc({ level: "memory" }),
  );
  const keyOf = ({ workflowId, workflowVersion }: NamedVersion) =>
    `${workflowId} ${workflowVersion}`;
  return {
    find(version) {
      if (!version.workflowVersion) return null;
      const held = memory.get(keyOf(version));
      const isHeld = held !== undefined && performance.now() < held.freshUntil;
      if (isHeld) cacheHits.inc({ kind, level: "memory" });
      else cacheMisses.inc({ kind });
      return isHeld ? held.value : null;
    },
    keep(version, value) {
      if (!version.workflowVersion) return;
      const until = performance.now() + keptMs;
      memory.put(keyOf(version), { value, version: "", freshUntil: until, staleUntil: until });
    },
  };
}
