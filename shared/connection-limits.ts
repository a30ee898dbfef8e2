// Also used by the app, which loads no schemas.

/** The highest limit of calls at once that a connection can have. */
export const mostConcurrent = 10_000;
