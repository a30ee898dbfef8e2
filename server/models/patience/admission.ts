import type { ProviderError } from "../provider.ts";

/** Decides when one call may send its request to a server that is shared with other calls and nodes. */
export interface Admission {
  /**
   * Resolves when the request may be sent.
   *
   * @param told called with the expected wait in milliseconds, and again when it changes; and with
   *   the number of calls that come before, if that is what it waits for
   * @throws ProviderError if the request must not be sent now; the signal's reason when it aborts
   */
  enter(signal: AbortSignal, told: (ms: number, ahead?: number) => void): Promise<void>;
  /** The first text or reasoning has arrived. */
  begun(): void;
  /** The request failed before that. */
  failed(error: ProviderError): void;
}
