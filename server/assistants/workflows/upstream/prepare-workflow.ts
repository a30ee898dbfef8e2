import { eq } from "drizzle-orm";
import { workflowIdSchema } from "../../../../shared/id-schemas.ts";
import type { WorkflowDefinition } from "../../../../shared/workflow.ts";
import type { CacheReader } from "../../../platform/cache/cache-kind.ts";
import type { Database } from "../../../platform/db/client.ts";
import { workflows } from "../../../platform/db/schema/workflows.ts";
import { RequestError } from "../../../platform/errors.ts";
import type { Limits } from "../../../platform/limits/limits.ts";
import type { Metrics } from "../../../platform/metrics/create-metrics.ts";

/** A request to use a workflow. */
export interface WantedWorkflow {
  id: string;
  /**
   * Whose limit the look-up counts against: a user's id, or an unauthenticated caller's address.
   */
  caller: string;
}

/**
 * Makes sure that a workflow of another server is stored here and current. Call it before looking
 * one up by id. Does nothing for workflows created here.
 *
 * @throws RequestError `unavailable` for one that is not stored and cannot be read;
 *   `rate_limited` for a caller who requests many unknown ones
 */
export type PrepareWorkflow = (wanted: WantedWorkflow) => Promise<void>;

/** Dependencies of preparing. */
export interface PrepareDeps {
  db: Database;
  limits: Pick<Limits, "take">;
  metrics: Pick<Metrics, "cacheStale">;
  upstream: CacheReader<WorkflowDefinition>;
}

/** Longest wait for news about a workflow that is already stored, in milliseconds. */
const patienceMs = 1_000;

/** Prepares workflows when an upstream server is configured. */
export function createPrepareWorkflow({
  db,
  limits,
  metrics,
  upstream,
}: PrepareDeps): PrepareWorkflow {
  return async ({ id, caller }) => {
    // Programs may send any name; only a valid id can exist.
    if (!workflowIdSchema.safeParse(id).success) return;
    const [row] = await db
      .select({ upstream: workflows.upstream })
      .from(workflows)
      .where(eq(workflows.id, id));
    if (row?.upstream === null) return;
    if (!row) {
      await limits.take("lookUpWorkflow", caller);
      await upstream.get(id);
      return;
    }
    // The stored version keeps serving.
    const standsIn = (reason: "error" | "revalidate") =>
      metrics.cacheStale.inc({ kind: "workflow", reason });
    const read = upstream.get(id).then(
      () => {},
      (error: unknown) => {
        if (!isAway(error)) throw error;
        standsIn("error");
      },
    );
    const tooLong = Bun.sleep(patienceMs).then(() => "tooLong" as const);
    if ((await Promise.race([read, tooLong])) === "tooLong") standsIn("revalidate");
  };
}

function isAway(error: unknown): boolean {
  return error instanceof RequestError && error.code === "unavailable";
}

/** For servers without upstream: all workflows are stored here. */
export const nothingToPrepare: PrepareWorkflow = async () => {};
