import { workerCommand } from "../../platform/worker-command.ts";
import { WorkerLost } from "../../platform/worker-lost.ts";
import { type BackupMessage, backupMessageSchema, type BackupTask } from "./backup-message.ts";

/** How a backup ended that was made. */
export type BackupDone = Extract<BackupMessage, { kind: "done" }>;

/** A backup that was not made; the message is for the operator. */
export class BackupFailed extends Error {
  override readonly name = "BackupFailed";
}

/** How long an aborted process may take to end, in milliseconds, before it is killed. */
const endWithinMs = 5_000;

/**
 * Makes a backup in a process of its own.
 *
 * @param signal aborts it; rejects with its reason once the process has ended
 * @throws BackupFailed with the reason, WorkerLost when the process died
 */
export async function runBackupProcess(
  task: BackupTask,
  { report, signal }: { report(step: string): void; signal: AbortSignal },
): Promise<BackupDone> {
  signal.throwIfAborted();
  const outcome = Promise.withResolvers<BackupMessage>();
  const hear = (value: unknown) => {
    const message = backupMessageSchema.parse(value);
    if (message.kind === "ready") child.send(task);
    else if (message.kind === "step") report(message.step);
    else outcome.resolve(message);
  };
  // With the node's environment: proxies, certificates and programs are found as by the node.
  const { cmd, cwd, env } = workerCommand("server/app/backups/backup-worker.ts", ["--smol"]);
  const child = Bun.spawn({
    cmd,
    cwd,
    // oxlint-disable-next-line node/no-process-env -- it is handed on, not read
    env: withOptions(process.env, env),
    stdio: ["ignore", "ignore", "ignore"],
    ipc: hear,
  });
  let timer: Timer | undefined;
  const stop = () => {
    child.kill("SIGTERM");
    timer = setTimeout(() => child.kill("SIGKILL"), endWithinMs);
  };
  signal.addEventListener("abort", stop);
  try {
    const lost = child.exited.then(() => null);
    const message = await Promise.race([outcome.promise, lost]);
    await child.exited;
    signal.throwIfAborted();
    if (message === null)
      throw new WorkerLost(`the process of the backup died (${howItEnded(child)})`);
    if (message.kind === "done") return message;
    throw new BackupFailed(message.kind === "failed" ? message.reason : "it said nothing");
  } finally {
    signal.removeEventListener("abort", stop);
    clearTimeout(timer);
  }
}

/**
 * The node's environment with the options of a worker, which the executable takes from
 * `BUN_OPTIONS`; those that the operator has set there stay.
 */
export function withOptions(
  inherited: Record<string, string | undefined>,
  { BUN_OPTIONS: added, ...others }: Record<string, string>,
): Record<string, string | undefined> {
  const options = [inherited["BUN_OPTIONS"], added].filter((each) => each !== undefined);
  const set = options.length === 0 ? {} : { BUN_OPTIONS: options.join(" ") };
  return { ...inherited, ...others, ...set };
}

function howItEnded({ signalCode, exitCode }: Bun.Subprocess): string {
  return signalCode === null ? `code ${exitCode}` : String(signalCode);
}
