import type { Services } from "../api/trpc/request-context.ts";
import type { WorkerNode } from "./start-worker.ts";

/** The parts of a node that can be in use. The worker is missing until it has started. */
export interface UsableNode {
  services: Pick<Services, "generations" | "feeds" | "attachmentWaits">;
  worker: Pick<WorkerNode, "running"> | undefined;
}

/** Whether a node has streams, requests that wait for files, or replies in progress. */
export function isInUse({ services, worker }: UsableNode): boolean {
  const { generations, feeds, attachmentWaits } = services;
  return (
    (worker?.running ?? 0) > 0 ||
    generations.followers + feeds.followers > 0 ||
    !attachmentWaits.isEmpty
  );
}
