import { createLatch, type Latch } from "./latch.ts";
import { createValue } from "./observable.ts";
import type { RequestError } from "./request-error.ts";
import type { Observable } from "./types.ts";

/** Whether a session has ended in a way that only the user can fix. */
export interface SessionEnd {
  /** The reason; null while it has not ended. */
  readonly reason: Observable<RequestError | null>;
  end(reason: RequestError): void;
  /** A user is signed in again. */
  mend(): void;
  /** Resolves immediately, or once that happens. */
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
