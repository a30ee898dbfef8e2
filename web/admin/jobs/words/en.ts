/** The words of the page about jobs in English, and the list of keys. */
export const en = {
  title: "Jobs",
  intro: "Work that the server does by itself: replies, mails, clearing up.",
  stale: "These numbers could not be brought up to date. Trying again.",

  queues: "Queues",
  queue: "Queue",
  "queue.generation": "Replies",
  "queue.title": "Titles",
  "queue.mail": "Mails",
  "queue.unseen": "Unseen replies",
  "queue.analytics": "Delivery of events",
  "queue.rollup": "Figures",
  "queue.cleanup": "Clean-up",
  waiting: "Waiting",
  later: "Later",
  running: "Running",
  failed: "To try again",
  dead: "Dead",
  oldest: "Longest wait",
  next: (time: string) => `next at ${time}`,

  "dead.title": "Dead jobs",
  "dead.intro":
    "They failed for good and wait for you: put each back in its queue, or discard it. After thirty days they are deleted.",
  "dead.none": "No job is dead.",
  "dead.unknown": "No reason was given.",
  "dead.tries": (count: number) => (count === 1 ? "1 try" : `${count} tries`),
  "dead.more": "Show more",
  "job.inspect": "Inspect",
  "job.hide": "Hide",
  "job.retry": "Retry",
  "job.discard": "Discard",
  "job.label": (action: string, queue: string, time: string) => `${action}: ${queue}, ${time}`,
  "job.id": "Id",
  "job.created": "Asked for",
  "job.died": "Died",
  "job.payload": "What it was told",
  "job.noPayload": "nothing",
  "job.retried": "The job is back in its queue.",
  "job.discarded": "The job was discarded.",
  "job.conflict": "Its queue does not take this job.",
  "discard.title": "Discard this job?",
  "discard.text": "What it was to do will not be done.",

  "plots.title": "Over time",
  "plots.span": "Span",
  "span.day": "A day",
  "span.week": "A week",
  "plots.depth": "Jobs",
  "plots.depth.unit": "most at once",
  "plots.wait": "Wait before a run",
  "plots.run": "Time of a run",
  "plots.median": "Median",
  "plots.p95": "95 of 100 within",
};

type Widened<T> = T extends string ? string : T;

/** Every word of the page about jobs in one language. */
export type JobWords = { readonly [K in keyof typeof en]: Widened<(typeof en)[K]> };
