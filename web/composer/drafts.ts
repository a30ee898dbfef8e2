import type { Effort } from "../../shared/effort.ts";
import type { SafeStorage } from "../state/safe-storage.ts";

/** Runs a task a little later; returns the way to cancel it. */
export type Schedule = (task: () => void, delayMs: number) => () => void;

/** Time without typing after which a draft is written, in milliseconds: each write blocks the page a little. */
const writeAfterMs = 300;

/** The text of each conversation's composer. `null` as the thread means the new chat. */
export interface Drafts {
  read(threadId: string | null): string;
  /** Remembers at once, stores soon. An empty text removes the draft. */
  write(threadId: string | null, text: string): void;
  /** The id of the workflow chosen for the new chat, or null. */
  workflowId(): string | null;
  chooseWorkflow(id: string): void;
  /** What was chosen last for how long the model of a new chat may think; null for nothing. */
  effort(): string | null;
  chooseEffort(effort: Effort | null): void;
  /** Stores everything now; for when the page goes away. */
  flush(): void;
  /** Drops what is not stored yet: it is somebody else's from now on. */
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
