import type { Pause } from "../backoff.ts";
import type { StoreClient } from "../connect.ts";
import type { PendingChange } from "../state/replica.ts";
import type { StateHolder } from "./state-holder.ts";

/** Shared by the parts of one store. */
export interface StoreContext {
  client: StoreClient;
  holder: StateHolder;
  /** Pauses between attempts; skipped when the connection is back. */
  pause: Pause;
  /** Aborts when the store is closed. */
  signal: AbortSignal;
  /** Threads that were deleted through this store, with all their unsent messages. */
  deletedHere: Set<string>;
  /** The newest rating of each reply, and choices of each thread, until the server has it. */
  lastChanges: Map<string, PendingChange>;
  /** Replies that are being continued, until the server has answered. */
  continuing: Map<string, Promise<void>>;
}
