import type { Transaction } from "../db/client.ts";

/** Everything that runs as a job, with what it is told. */
export interface JobPayloads {
  /** Produce a reply. */
  generation: { generationId: string };
  /** Name a thread after its first reply, however that ended. */
  title: {
    threadId: string;
    /** Whether a model names it; else the person's own first words do. */
    askModel: boolean;
  };
  /** Hand a mail to the mail server. */
  mail: { mailId: string };
  /** Look whether a reply was seen, and mail its reader if not. */
  unseen: { threadId: string; messageId: string };
  /** Delete what nobody needs any more. */
  cleanup: Record<string, never>;
}

export type JobName = keyof JobPayloads;

/** Where use-cases leave work for later. */
export interface JobQueue {
  /**
   * Adds a job in the transaction: it exists if and only if the transaction commits.
   */
  enqueue<Name extends JobName>(
    tx: Transaction,
    name: Name,
    payload: JobPayloads[Name],
  ): Promise<void>;
}
