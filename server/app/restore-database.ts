import { type LoadedBackup, loadBackup } from "../platform/backup/load-backup.ts";
import { prepareJobs } from "./prepare-jobs.ts";

/** Loads a backup into the database at this address, with the job queue of this program. */
export function restoreDatabase(
  url: string,
  source: AsyncIterable<Uint8Array>,
  { replace, report }: { replace: boolean; report(step: string): void },
): Promise<LoadedBackup> {
  return loadBackup(url, source, { replace, report, prepareJobs });
}
