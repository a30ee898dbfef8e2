import { untilTrue } from "../until.ts";
import type { Visitor } from "./visitor.ts";

/** Resolves when no reply of a thread is in progress. */
export async function untilIdle(
  { threads }: Pick<Visitor["api"], "threads">,
  threadId: string,
): Promise<void> {
  await untilTrue(
    "a thread whose replies have ended",
    async () => !(await threads.get.query({ threadId })).running,
  );
}
