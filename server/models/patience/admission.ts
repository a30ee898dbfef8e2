import type { ProviderError } from "../provider.ts";

/** Decides when one call may send its request to a server that is shared with other calls and nodes. */
export interface Admission {
  /**
   * Resolves when the request may be sent.
   *
   * @param told called with the expected wait in milliseconds, and again when it changes
   * @throws ProviderError if the request must not be sent now; the signal's reason when it aborts
   */
  enter(signal: AbortSignal, told: (ms: number) => void): Promise<void>;
  /** The first text or reasoning has arrived. */
  begun(): void;
  /** The request failed before that. */
  failed(error: ProviderError): void;
}
