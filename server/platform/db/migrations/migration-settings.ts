/** How long a migration waits for tables that are in use. */
export interface MigrationSettings {
  /**
   * Longest wait for tables, in milliseconds; less where PostgreSQL looks for deadlocks sooner. Other
   * statements on the tables queue behind the migration while it waits, so people notice it.
   */
  lockTimeoutMs: number;
  /** Pause between tries, in milliseconds, in which the statements that queued up run. */
  pauseMs: number;
  /** After this many tries the migration fails. */
  mostTries: number;
  /** Called with each step, and with what a migration waits for. */
  report(step: string): void;
}

/** Three minutes in total: a long report or backup may end in that time. */
export const usualPatience = { lockTimeoutMs: 800, pauseMs: 1_000, mostTries: 100 };
