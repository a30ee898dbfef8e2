import type { ImportFailure } from "../../../../shared/import.ts";

/** Why an export cannot be read. */
export class ExportError extends Error {
  override readonly name = "ExportError";
  readonly failure: ImportFailure;

  constructor(failure: ImportFailure, options?: { cause?: unknown }) {
    super(`The export cannot be read: ${failure}.`, options);
    this.failure = failure;
  }
}
