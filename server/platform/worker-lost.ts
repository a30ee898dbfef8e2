/**
 * A child process started for a job has died while the node lives. It counts as a lost worker, like
 * a node that dies.
 */
export class WorkerLost extends Error {
  override readonly name = "WorkerLost";
}
