import type { Effort } from "../../shared/effort.ts";
import type { SafeStorage } from "../state/safe-storage.ts";

/** Runs a task a little later; returns a function that cancels it. */
export type Schedule = (task: () => void, delayMs: number) => () => void;

/**
 * Pause in typing before a draft is stored, in milliseconds: each write blocks the page a little.
 */
const writeAfterMs = 300;

/** The text of each thread's composer. `null` is the new chat. */
export interface Drafts {
  read(threadId: string | null): string;
  /** Remembers immediately, stores soon. An empty text removes the draft. */
  write(threadId: string | null, text: string): void;
  /** The id of the workflow chosen for the new chat, or null. */
  workflowId(): string | null;
  chooseWorkflow(id: string): void;
  /** The effort last chosen for a new chat, or null. */
  effort(): string | null;
  chooseEffort(effort: Effort | null): void;
  /** Stores everything now, for when the page goes away. */
  flush(): void;
  /** Drops unsaved text: another user has signed in. */
  forget(): void;
}

const workflowKey = "chatkit.workflow";
const effortKey = "chatkit.workflow.effort";

function storageKey(threadId: string | null): string {
  return `chatkit.draft.${threadId ?? "new"}`;
}

/** Drafts that survive a reload. */
export function createDrafts(storage: SafeStorage, schedule: Schedule): Drafts {
  const unwritten = new Map<string, string>();
  let cancel: (() => void) | null = null;

  function flush(): void {
    cancel?.();
    cancel = null;
    for (const [key, text] of unwritten) {
      if (text === "") storage.removeItem(key);
      else storage.setItem(key, text);
    }
    unwritten.clear();
  }

  return {
    read(threadId) {
      const key = storageKey(threadId);
      return unwritten.get(key) ?? storage.getItem(key) ?? "";
    },
    write(threadId, text) {
      unwritten.set(storageKey(threadId), text);
      cancel?.();
      cancel = schedule(flush, writeAfterMs);
    },
    workflowId: () => storage.getItem(workflowKey),
    chooseWorkflow: (id) => storage.setItem(workflowKey, id),
    effort: () => storage.getItem(effortKey),
    chooseEffort(effort) {
      if (effort === null) storage.removeItem(effortKey);
      else storage.setItem(effortKey, effort);
    },
    flush,
    forget() {
      cancel?.();
      cancel = null;
      unwritten.clear();
    },
  };
}
