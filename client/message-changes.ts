/** How another version of a reply is made. */
export interface RegenerateOptions {
  /** The model of this reply only; omitted, it is the thread's. */
  model?: string | undefined;
  /**
   * What to do differently, such as "shorter", at most `maxInstructionLength` characters: the model
   * is told it for this reply only. It stays with the reply (`generation.instruction`).
   */
  instruction?: string | undefined;
  /** Whether the thread's active branch stays as it is. By default it becomes the new reply's. */
  keepsBranch?: boolean | undefined;
}

/** A deletion of messages, which can be undone for some minutes. */
export interface Removal {
  threadId: string;
  removalId: string;
}
