// Apart from the messages: the guard's thread then loads no schemas.

/** The signal that ends a process over its memory limit. Nothing else sends it. */
export const overMemory = "SIGUSR2";

/** Flags that a process shares with its guard, 0 or 1: their places in an `Int32Array`. */
export const guardFlag = {
  /** A job runs. */
  isBusy: 0,
  /** The guard runs. */
  guards: 1,
};
