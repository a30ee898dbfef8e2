/** Failed rows after which a sweep ends: then the fault is the server's, not the rows'. */
const mostFailed = 100;

/** The rows that one run of a sweep could not delete, and leaves alone until the next run. */
export class FailedRows {
  readonly #errors = new Map<string, unknown>();

  /** Why each row failed, by id. */
  get errors(): ReadonlyMap<string, unknown> {
    return this.#errors;
  }

  /** The ids, which the query of the rows that are due leaves out. */
  get ids(): string[] {
    return [...this.#errors.keys()];
  }

  /**
   * Does the work for one row after the other, and notes where it fails.
   *
   * @throws the last error when too many rows have failed
   */
  async forEach<Row extends { id: string }>(
    rows: readonly Row[],
    work: (row: Row) => Promise<unknown>,
  ): Promise<void> {
    for (const row of rows) {
      try {
        await work(row);
      } catch (error) {
        this.#errors.set(row.id, error);
        if (this.#errors.size >= mostFailed) throw error;
      }
    }
  }
}
