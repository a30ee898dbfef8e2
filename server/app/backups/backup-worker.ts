import { setPriority } from "node:os";
import { openStore } from "../../platform/backup/stores/open-store.ts";
import { type BackupMessage, backupTaskSchema } from "./backup-message.ts";
import { makeBackup } from "./make-backup.ts";
import { plainReason } from "./plain-reason.ts";

// Makes one backup beside a node, whose replies it does not delay: compression and encryption have
// this process, and a lower priority. It ends with the node.

/** 0 is normal, 19 the lowest. PostgreSQL inherits it while the backup is checked. */
const niceness = 10;

/** How long an aborted backup may take to remove what it has begun, in milliseconds. */
const tidyWithinMs = 3_000;

const ending = new AbortController();

function tell(message: BackupMessage): void {
  process.send?.(message);
}

async function make(message: unknown): Promise<BackupMessage> {
  const { destination, s3, ...task } = backupTaskSchema.parse(message);
  const report = (step: string) => tell({ kind: "step", step });
  try {
    const order = { ...task, store: openStore(destination, s3) };
    const { bytes, leftMark, loaded, uncheckedBecause } = await makeBackup(order, {
      report,
      signal: ending.signal,
    });
    return { kind: "done", bytes, leftMark, wasChecked: loaded !== null, uncheckedBecause };
  } catch (error) {
    return { kind: "failed", reason: plainReason(error) };
  }
}

/** The node has ended, or takes the backup back. */
function end(): void {
  ending.abort(new Error("the node stops"));
  setTimeout(() => process.exit(1), tidyWithinMs).unref();
}

try {
  setPriority(niceness);
} catch {
  // Not permitted here.
}
process.once("SIGTERM", end);
process.once("disconnect", end);
process.once("message", (message) => {
  void make(message).then((outcome) => {
    if (process.connected) process.send?.(outcome, undefined, undefined, () => process.exit(0));
    else process.exit(0);
  });
});
tell({ kind: "ready" });
