import { sql } from "drizzle-orm";
import { type Inference, inferenceSchema } from "../../../shared/inference-schemas.ts";
import type { Thread, ThreadPlace } from "../../../shared/thread.ts";
import { generations } from "../../platform/db/schema/generations.ts";
import { threads } from "../../platform/db/schema/threads.ts";

/** The columns of a thread that its owner sees. */
export const threadColumns = {
  id: threads.id,
  workflowId: threads.workflowId,
  title: threads.title,
  provisionalTitle: threads.provisionalTitle,
  createdAt: threads.createdAt,
  updatedAt: threads.updatedAt,
  unread: threads.unread,
  place: threads.place,
  temporaryUntil: threads.temporaryUntil,
  projectId: threads.projectId,
  tags: threads.tags,
  activeLeafId: threads.activeLeafId,
  sourceThreadId: threads.sourceThreadId,
  sourceMessageId: threads.sourceMessageId,
  inference: threads.inference,
  sharedAt: threads.sharedAt,
  running: sql<boolean>`exists (select 1 from ${generations} where ${generations.threadId} = ${threads}.${sql.identifier("id")} and ${generations.status} in ('queued', 'running'))`,
};

type ThreadRow = Omit<
  Thread,
  | ("createdAt" | "updatedAt" | "effort" | "model" | "place" | "activeLeafId")
  | ("sharedAt" | "temporary" | "projectId" | "tags")
  | "provisionalTitle"
  | "source"
> & {
  sourceThreadId: string | null;
  sourceMessageId: string | null;
  provisionalTitle: string | null;
  activeLeafId: string | null;
  /** A row of raw SQL has it as text, and the next. */
  sharedAt: Date | string | null;
  temporaryUntil: Date | string | null;
  projectId: string | null;
  tags: readonly string[];
  createdAt: Date;
  updatedAt: Date;
  place: ThreadPlace;
  inference: unknown;
};

/** The wire form of a row of `threadColumns`. */
export function toThread({
  inference,
  place,
  activeLeafId,
  sharedAt,
  temporaryUntil,
  projectId,
  tags,
  provisionalTitle,
  sourceThreadId: threadId,
  sourceMessageId: messageId,
  ...row
}: ThreadRow): Thread {
  return {
    ...row,
    ...(projectId === null ? {} : { projectId }),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(row.title === null && provisionalTitle !== null ? { provisionalTitle } : {}),
    ...(threadId === null || messageId === null ? {} : { source: { threadId, messageId } }),
    ...(activeLeafId === null ? {} : { activeLeafId }),
    ...(sharedAt === null ? {} : { sharedAt: new Date(sharedAt).toISOString() }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(place === "listed" ? {} : { place }),
    ...(temporaryUntil === null ? {} : { temporary: true }),
    ...shownInference(inferenceSchema.parse(inference ?? {})),
  };
}

/** The choices for a thread, as its owner sees them. */
function shownInference({ effort, model }: Inference): Pick<Thread, "effort" | "model"> {
  return {
    ...(effort === undefined ? {} : { effort }),
    ...(model === undefined ? {} : { model }),
  };
}
