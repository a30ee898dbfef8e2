/** All job queues. */
export const queueNames = [
  "generation",
  "title",
  "summary",
  "attachment",
  "attachment_long",
  "import",
  "mail",
  "unseen",
  "push",
  "analytics",
  "rollup",
  "search",
  "cleanup",
  "backup",
] as const;

export type QueueName = (typeof queueNames)[number];

/** Time spans of a queue's statistics. */
export const statisticsSpans = ["day", "week"] as const;

export type StatisticsSpan = (typeof statisticsSpans)[number];
