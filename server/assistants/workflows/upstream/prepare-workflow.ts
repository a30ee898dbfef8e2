import { eq } from "drizzle-orm";
import { workflowIdSchema } from "../../../../shared/id-schemas.ts";
import type { WorkflowDefinition } from "../../../../shared/workflow.ts";
import type { CacheReader } from "../../../platform/cache/cache-kind.ts";
import type { Database } from "../../../platform/db/client.ts";
import { workflows } from "../../../platform/db/schema/workflows.ts";
import { RequestError } from "../../../platform/errors.ts";
import type { Limits } from "../../../platform/limits/limits.ts";
import type { Metrics } from "../../../platform/metrics/create-metrics.ts";

/** Whoever wants to begin something with a workflow. */
export interface WantedWorkflow {
  id: string;
  /** Whose looking up it counts as: a user's id, or the address of somebody who is nobody yet. */
  caller: string;
}

/**
 * Sees to it that a workflow of another server is here, as it is there: to be called before one is
 * looked up by its id. Does nothing for those that are made here.
 *
 * @throws RequestError `unavailable` for one that is not here and cannot be read; `rate_limited` for
 *   somebody who asks for many that are not here
 */
export type PrepareWorkflow = (wanted: WantedWorkflow) => Promise<void>;

/** What preparing needs of the server. */
export interface PrepareDeps {
  db: Database;
  limits: Pick<Limits, "take">;
  metrics: Pick<Metrics, "cacheStale">;
  upstream: CacheReader<WorkflowDefinition>;
}

/** Who wants a workflow that is here waits no longer than this for whether it has changed, in milliseconds. */
const patienceMs = 1_000;

/** Prepares workflows where there is another server to ask. */
export function createPrepareWorkflow({
  db,
  limits,
  metrics,
  upstream,
}: PrepareDeps): PrepareWorkflow {
  return async ({ id, caller }) => {
    // Programs may name anything; there is nothing of another name.
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
    // What was published of it here last goes on answering.
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

/** Where there is no other server, all workflows are here. */
export const nothingToPrepare: PrepareWorkflow = async () => {};
