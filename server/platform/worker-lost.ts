/**
 * What a job is worked on by has died over it, while the node lives: a process that was started for
 * the job. It counts as a worker that was lost, as a node that dies does.
 */
export class WorkerLost extends Error {
  override readonly name = "WorkerLost";
}
