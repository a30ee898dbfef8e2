import { createLog } from "../../../server/platform/log.ts";
import { readNotice } from "../../../server/chat/generation/flush-chunks.ts";
import { Pace } from "../../../server/platform/pace.ts";
import { NoticeListener } from "../../../server/platform/streams/notices.ts";
import type { Stage } from "../stage.ts";
import { startTestWorker, type TestWorker } from "../test-worker.ts";

/** The part of a node that writes and reads replies, with its own LISTEN connection. */
export interface ScheduleNode extends AsyncDisposable {
  worker: TestWorker;
  /** Loses all notifications about logs from now on, like a connection that has died silently. */
  deafen(): void;
  /** Notifications arrive again, and missed ones are caught up on. */
  cure(): void;
}

/** Starts a node on a stage. Disposing hands over its replies. */
export async function openScheduleNode(stage: Stage): Promise<ScheduleNode> {
  await using opening = new AsyncDisposableStack();
  const worker = opening.use(startTestWorker(stage));
  const { flusher, nodeId, metrics } = worker.deps;
  let isDeaf = false;
  const pace = opening.use(new Pace(() => true));
  const listener = opening.use(
    new NoticeListener(
      {
        url: stage.url,
        sql: stage.sql,
        nodeId,
        log: createLog("silent"),
        metrics,
        pace,
        isNeeded: () => true,
      },
      {
        chunks(payload) {
          if (!isDeaf) worker.generations.hint(readNotice(nodeId, payload));
        },
        feed() {},
        viewer() {},
        cache() {},
        circuit() {},
        slot() {},
        attachment() {},
        draft() {},
        prompts() {},
        announcements() {},
        jobs() {},
        stop: (id) => flusher.stop(id),
        gone: (id) => worker.generations.end(id),
        missed: () => worker.generations.hintAll(),
      },
    ),
  );
  await listener.start();
  const opened = opening.move();
  return {
    worker,
    deafen() {
      isDeaf = true;
    },
    cure() {
      if (!isDeaf) return;
      isDeaf = false;
      worker.generations.hintAll();
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
