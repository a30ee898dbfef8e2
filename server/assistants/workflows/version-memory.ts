import { FirstLevel } from "../../platform/cache/first-level.ts";
import type { Metrics } from "../../platform/metrics/create-metrics.ts";
import type { WorkflowDefinition } from "../../../shared/workflow.ts";

/** The part of a workflow's version that a reply needs. */
export type VersionBrief = Pick<
  WorkflowDefinition,
  "instructions" | "temperature" | "maxOutputTokens" | "maxTurns" | "fallbacks"
>;

/** The version that a reply uses. */
export interface NamedVersion {
  workflowId: string;
  /** 0 for the draft and null for the published version: both change, so neither is cached. */
  workflowVersion: number | null;
}

/** A node's cache of published versions, so that not every reply reads one again. */
export interface VersionMemory {
  find(version: NamedVersion): VersionBrief | null;
  keep(version: NamedVersion, brief: VersionBrief): void;
}

/** Maximum number of cached versions: instructions may have 20,000 characters. */
const mostVersions = 500;

/**
 * How long a version is cached, in milliseconds: versions never change, but a database may be
 * restored from a backup.
 */
const keptMs = 600_000;

/** Creates an empty cache. */
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
