import type { Attachment } from "../shared/attachment.ts";
import type { Effort } from "../shared/effort.ts";
import type { AnswerBy } from "../shared/requests.ts";

/** A message to send. */
export interface SayInput {
  /** Null starts a new thread. */
  threadId: string | null;
  /**
   * The reply that this message follows; null starts the thread, or a sibling of its first message.
   * Omitted, it is the end of the newest branch of a thread that is open here (`openThread`).
   */
  parentId?: string | null | undefined;
  /** May be empty with files. */
  text: string;
  /** Uploads that are `ready` (`attachments/upload-file.ts`), in order. */
  attachments?: readonly Attachment[] | undefined;
  /** For a new thread; by default the server's workflow. */
  workflowId?: string | undefined;
  /** For a new thread: the project that it begins in. */
  projectId?: string | undefined;
  /**
   * Makes a new thread a temporary chat: it is in no list and no search, and is deleted a day after
   * its last message, or two minutes after `threads.leaveTemporary` unless `threads.stayInTemporary`
   * follows.
   */
  temporary?: boolean | undefined;
  /**
   * For a new thread: how long its model may think; omitted leaves it to the assistant and the
   * model.
   */
  effort?: Effort | undefined;
  /**
   * For a new thread: the model of its replies, if the assistant lets users choose; omitted is the
   * assistant's own.
   */
  model?: string | undefined;
  /** What a new thread is called until the server has it: see `shared/provisional-title.ts`. */
  provisionalTitle?: string | undefined;
  /** A model that replies as well, beside the first; ignored for a message that has to wait. */
  compareWith?: string | undefined;
  /**
   * Who answers this message alone: an assistant, a model, or both. The thread keeps its own; a
   * queued message keeps this.
   */
  answerBy?: AnswerBy | undefined;
}
