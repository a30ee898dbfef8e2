/** From a millisecond to ten seconds: waits within the server. */
export const shortBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** From fifty milliseconds to half an hour: waits for a model. */
export const longBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800];

/** Pauses between flushes, in seconds: usual ones up to 20 ms, longer ones of a busy node. */
export const pauseBuckets = [0.005, 0.01, 0.02, 0.03, 0.04, 0.05];

/** Generations per flush: up to a node's maximum, with a margin. */
export const flushBuckets = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000];

/**
 * From five milliseconds to half an hour: jobs, some of which wait for a model or a mail server.
 */
export const jobBuckets = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800];
