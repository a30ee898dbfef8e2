import type { PgBoss, QueueStats } from "pg-boss";
import type { QueueName, StatisticsSpan } from "../../../shared/job-names.ts";
import type { JobStatistics } from "../../../shared/jobs.ts";
import { deadLetterOf } from "./queue-settings.ts";

/** How long each span is and how finely it is told, in seconds: about as many points as a plot has room for. */
const spans: Record<StatisticsSpan, { seconds: number; bucketSeconds: number }> = {
  day: { seconds: 86_400, bucketSeconds: 600 },
  week: { seconds: 7 * 86_400, bucketSeconds: 3_600 },
};

/** A queue over the time until `now` (Unix, in seconds), as pg-boss has recorded it every minute. */
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

/** One value for each bucket, null for those in which nothing was recorded. */
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
