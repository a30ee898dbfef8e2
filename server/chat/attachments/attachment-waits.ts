/** This node's waiters for changes of files. */
export class AttachmentWaits {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Whether there are no waiters. */
  get isEmpty(): boolean {
    return this.#waiting.size === 0;
  }

  /** Resolves on the next change of the file, or when the signal aborts. */
  next(attachmentId: string, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiting = this.#waiting.get(attachmentId) ?? new Set();
    this.#waiting.set(attachmentId, waiting.add(resolve));
    signal.addEventListener("abort", () => resolve(), { once: true });
    if (signal.aborted) resolve();
    return promise.finally(() => {
      waiting.delete(resolve);
      if (waiting.size === 0 && this.#waiting.get(attachmentId) === waiting)
        this.#waiting.delete(attachmentId);
    });
  }

  /** A notice: the file has changed. */
  hear(attachmentId: string): void {
    for (const resolve of this.#waiting.get(attachmentId) ?? []) resolve();
  }

  /** Notices may have been lost, so wakes all waiters. */
  hearAll(): void {
    for (const id of this.#waiting.keys()) this.hear(id);
  }
}
