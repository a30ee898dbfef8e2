import type { Registry } from "prom-client";
import { fromZero } from "./from-zero.ts";
import { type GaugeWords, observe, sameOnAll } from "./observe.ts";

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
  last: { endedAt: Date; seconds: number; bytes: number; isUnchecked: boolean } | null;
  overdueSeconds: number;
  /** For how long the one that is being made has been; 0 when none is. */
  runningSeconds: number;
}

/** Adds the gauges of the schedule's backups; without samples where there is no schedule. */
export function observeBackups(registry: Registry, read: () => Promise<BackupCounts | null>): void {
  const same = ({ name, help }: GaugeWords, value: () => Promise<number | null>) =>
    observe(registry, { name, help: `${help} ${sameOnAll}`, aggregator: "max" }, value);
  same(
    {
      name: "chatkit_backup_last_success_timestamp_seconds",
      help: "When the last scheduled backup was made, in Unix time.",
    },
    async () => {
      const { last } = (await read()) ?? { last: null };
      return last && last.endedAt.getTime() / 1_000;
    },
  );
  same(
    {
      name: "chatkit_backup_last_size_bytes",
      help: "Size of the last scheduled backup.",
    },
    async () => (await read())?.last?.bytes ?? null,
  );
  same(
    {
      name: "chatkit_backup_last_duration_seconds",
      help: "How long the last scheduled backup took, its check included.",
    },
    async () => (await read())?.last?.seconds ?? null,
  );
  same(
    {
      name: "chatkit_backup_last_unchecked",
      help: "1 when the last scheduled backup is kept although its check could not be carried out, otherwise 0.",
    },
    async () => {
      const { last } = (await read()) ?? { last: null };
      return last && Number(last.isUnchecked);
    },
  );
  same(
    {
      name: "chatkit_backup_overdue_seconds",
      help: "For how long a scheduled backup has been due, before the first since the schedule was set; 0 when none is.",
    },
    async () => (await read())?.overdueSeconds ?? null,
  );
  same(
    {
      name: "chatkit_backup_running_seconds",
      help: "How long the scheduled backup that is being made has taken so far; 0 when none is.",
    },
    async () => (await read())?.runningSeconds ?? null,
  );
}
