import type { Registry } from "prom-client";
import { fromZero } from "./from-zero.ts";
import { observe, sameOnAll } from "./observe.ts";

/** Metrics of the scheduled backups that a node has made. */
export function backupMetrics(registry: Registry) {
  return {
    backups: fromZero("outcome", ["done", "failed"], {
      name: "chatkit_backups_total",
      help: "Tries of this node to make a scheduled backup, by outcome.",
      registers: [registry],
    }),
  };
}

/** What all nodes know of the schedule's backups. */
export interface BackupCounts {
  /** The last one; null before the first. */
  last: { endedAt: Date; seconds: number; bytes: number } | null;
  overdueSeconds: number;
}

/** Adds the gauges of the schedule's backups; without samples where there is no schedule. */
export function observeBackups(registry: Registry, read: () => Promise<BackupCounts | null>): void {
  observe(
    registry,
    {
      name: "chatkit_backup_last_success_timestamp_seconds",
      help: `When the last scheduled backup was made, in Unix time. ${sameOnAll}`,
    },
    async () => {
      const { last } = (await read()) ?? { last: null };
      return last && last.endedAt.getTime() / 1_000;
    },
  );
  observe(
    registry,
    {
      name: "chatkit_backup_last_size_bytes",
      help: `Size of the last scheduled backup. ${sameOnAll}`,
    },
    async () => (await read())?.last?.bytes ?? null,
  );
  observe(
    registry,
    {
      name: "chatkit_backup_last_duration_seconds",
      help: `How long the last scheduled backup took, its check included. ${sameOnAll}`,
    },
    async () => (await read())?.last?.seconds ?? null,
  );
  observe(
    registry,
    {
      name: "chatkit_backup_overdue_seconds",
      help: `For how long a scheduled backup has been due; 0 when none is. ${sameOnAll}`,
    },
    async () => (await read())?.overdueSeconds ?? null,
  );
}
