import type { PgBoss, QueueStats } from "pg-boss";
import type { QueueName, StatisticsSpan } from "../../../shared/job-names.ts";
import type { JobStatistics } from "../../../shared/jobs.ts";
import { deadLetterOf } from "./queue-settings.ts";

/** Length and resolution of each span in seconds: about as many points as a chart can show. */
const spans: Record<StatisticsSpan, { seconds: number; bucketSeconds: number }> = {
  day: { seconds: 86_400, bucketSeconds: 600 },
  week: { seconds: 7 * 86_400, bucketSeconds: 3_600 },
};

/** The history of a queue until `now` (Unix seconds), from what pg-boss records every minute. */
export async function readStatistics(
  boss: PgBoss,
  { queue, span }: { queue: QueueName; span: StatisticsSpan },
  now = Date.now() / 1_000,
): Promise<JobStatistics> {
  const { seconds, bucketSeconds } = spans[span];
  const first = Math.floor((now - seconds) / bucketSeconds) * bucketSeconds;
  const read = { from: new Date(first * 1_000), bucketSeconds, percentiles: [50, 95] };
  const [live, dead] = await Promise.all([
    boss.getQueueStats(queue, read),
    boss.getQueueStats(deadLetterOf(queue), read),
  ]);
  const times = Array.from(
    { length: Math.floor((now - first) / bucketSeconds) + 1 },
    (_, index) => first + index * bucketSeconds,
  );
  const column = over(times, bucketSeconds);
  return {
    bucketSeconds,
    times,
    waiting: column(live, ({ readyCount }) => readyCount),
    running: column(live, ({ activeCount }) => activeCount),
    dead: column(dead, ({ queuedCount }) => queuedCount),
    waitP50: column(live, percentileOf(50, "waitSeconds")),
    waitP95: column(live, percentileOf(95, "waitSeconds")),
    runP50: column(live, percentileOf(50, "runSeconds")),
    runP95: column(live, percentileOf(95, "runSeconds")),
  };
}

function percentileOf(percent: number, of: "waitSeconds" | "runSeconds") {
  return ({ percentiles }: QueueStats) => percentiles?.find(({ p }) => p === percent)?.[of] ?? null;
}

/** One value per bucket; null for buckets without records. */
function over(times: readonly number[], bucketSeconds: number) {
  return (stats: readonly QueueStats[], read: (of: QueueStats) => number | null) => {
    const byBucket = new Map(
      stats.map((each) => {
        const at = each.capturedOn.getTime() / 1_000;
        return [Math.floor(at / bucketSeconds) * bucketSeconds, read(each)];
      }),
    );
    return times.map((time) => byBucket.get(time) ?? null);
  };
}
