import type { ProviderError } from "../provider.ts";

/** Decides when one call may ask its server, which other calls and nodes ask too. */
export interface Admission {
  /**
   * Resolves when the server may be asked.
   *
   * @param told how many milliseconds the call will wait; again whenever that changes
   * @throws ProviderError when the server is not to be asked now; the signal's reason when it aborts
   */
  enter(signal: AbortSignal, told: (ms: number) => void): Promise<void>;
  /** The first text or thought has come. */
  begun(): void;
  /** The server failed before it. */
  failed(error: ProviderError): void;
}
