import { createLatch, type Latch } from "./latch.ts";
import { createValue } from "./observable.ts";
import type { RequestError } from "./request-error.ts";
import type { Observable } from "./types.ts";

/** Whether a session has ended in a way that only a person can mend. */
export interface SessionEnd {
  /** Why; null while it has not. */
  readonly reason: Observable<RequestError | null>;
  end(reason: RequestError): void;
  /** Somebody is signed in again. */
  mend(): void;
  /** Resolves at once, or when that is mended. */
  whenMended(): Promise<void>;
}

export function createSessionEnd(): SessionEnd {
  const reason = createValue<RequestError | null>(null);
  let mended: Latch | null = null;
  return {
    reason,
    end(error) {
      mended ??= createLatch();
      reason.set(error);
    },
    mend() {
      reason.set(null);
      mended?.open();
      mended = null;
    },
    whenMended: () => mended?.opened ?? Promise.resolve(),
  };
}
