import type { Cache } from "../platform/cache/cache.ts";
import { readNotice } from "../chat/generation/flush-chunks.ts";
import type { Logger } from "../platform/log.ts";
import type { WorkerNode } from "./start-worker.ts";
import type { Pace } from "../platform/pace.ts";
import { isInUse } from "./is-in-use.ts";
import { NoticeListener } from "../platform/streams/notices.ts";
import type { Services } from "../api/trpc/request-context.ts";

/** A cache that was asked within so many milliseconds will be asked again. */
const cacheInUseMs = 5_000;

/** Listens to what other nodes tell, and passes each notice on to what it is about. */
export async function startNotices(
  opening: AsyncDisposableStack,
  {
    services,
    databaseUrl,
    log,
    cache,
    pace,
    worker,
    onViewer,
  }: {
    services: Services;
    databaseUrl: string;
    log: Logger;
    cache: Cache;
    pace: Pace;
    worker: () => WorkerNode | undefined;
    onViewer: (userId: string) => void;
  },
): Promise<void> {
  const { nodeId, sql, generations, feeds, metrics, attachmentWaits } = services;
  const listener = opening.use(
    new NoticeListener(
      {
        url: databaseUrl,
        sql,
        nodeId,
        log,
        metrics,
        pace,
        isNeeded: () =>
          isInUse({ services, worker: worker() }) || cache.wasUsedWithin(cacheInUseMs),
      },
      {
        chunks: (payload) => generations.hint(readNotice(nodeId, payload)),
        feed: (userId) => feeds.hint([userId]),
        stop: (id) => worker()?.stop(id),
        gone: (id) => generations.end(id),
        viewer(userId) {
          onViewer(userId);
          feeds.doubt(userId);
        },
        cache: (payload) => cache.hear(payload),
        attachment: (id) => attachmentWaits.hear(id),
        jobs: () => void worker()?.lookForJobs(),
        missed: () => {
          generations.hintAll();
          feeds.hintAll();
          cache.distrust();
          attachmentWaits.hearAll();
        },
      },
    ),
  );
  await listener.start();
}
