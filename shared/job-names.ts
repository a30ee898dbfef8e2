/** Every queue of jobs. */
export const queueNames = [
  "generation",
  "title",
  "summary",
  "attachment",
  "attachment_long",
  "mail",
  "unseen",
  "analytics",
  "rollup",
  "cleanup",
] as const;

export type QueueName = (typeof queueNames)[number];

/** How far back statistics of a queue go. */
export const statisticsSpans = ["day", "week"] as const;

export type StatisticsSpan = (typeof statisticsSpans)[number];
