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
  /** What `rememberSync` was given. */
  sync(threadId: string | null): string | null;
  /** Remembers how a draft compares to the server's. */
  rememberSync(threadId: string | null, standing: string): void;
  /** Who is to answer what is written, as `rememberMention` was given; null for none. */
  mention(threadId: string | null): string | null;
  rememberMention(threadId: string | null, mention: string | null): void;
  /** The id of the workflow chosen for the new chat, or null. */
  workflowId(): string | null;
  chooseWorkflow(id: string): void;
  /** The effort last chosen for a new chat, or null. */
  effort(): string | null;
  chooseEffort(effort: Effort | null): void;
  /** The last choice of a model for new chats with an assistant; null leaves it to the assistant. */
  model(workflowId: string): string | null;
  chooseModel(workflowId: string, name: string | null): void;
  /** Names of the most recently chosen models, newest first. */
  recentModels(): readonly string[];
  rememberModel(name: string): void;
  /** Stores everything now, for when the page goes away. */
  flush(): void;
  /** Drops unsaved text: another user has signed in. */
  forget(): void;
}

const workflowKey = "chatkit.workflow";
const effortKey = "chatkit.workflow.effort";
const modelKey = "chatkit.workflow.model";
const recentKey = "chatkit.models";

/** Most models that are remembered. */
const mostRecent = 5;

function storageKey(threadId: string | null): string {
  return `chatkit.draft.${threadId ?? "new"}`;
}

const mentionKey = (threadId: string | null) => `${storageKey(threadId)}.mention`;

const syncKey = (threadId: string | null) => `${storageKey(threadId)}.sync`;

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

  // No name has a line break.
  const recentModels = () => storage.getItem(recentKey)?.split("\n") ?? [];

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
    sync: (threadId) => storage.getItem(syncKey(threadId)),
    rememberSync: (threadId, standing) => storage.setItem(syncKey(threadId), standing),
    mention: (threadId) => storage.getItem(mentionKey(threadId)),
    rememberMention(threadId, mention) {
      if (mention === null) storage.removeItem(mentionKey(threadId));
      else storage.setItem(mentionKey(threadId), mention);
    },
    workflowId: () => storage.getItem(workflowKey),
    chooseWorkflow: (id) => storage.setItem(workflowKey, id),
    effort: () => storage.getItem(effortKey),
    chooseEffort(effort) {
      if (effort === null) storage.removeItem(effortKey);
      else storage.setItem(effortKey, effort);
    },
    model: (workflowId) => storage.getItem(`${modelKey}.${workflowId}`),
    chooseModel(workflowId, name) {
      const key = `${modelKey}.${workflowId}`;
      if (name === null) storage.removeItem(key);
      else storage.setItem(key, name);
    },
    recentModels,
    rememberModel(name) {
      const others = recentModels().filter((each) => each !== name);
      storage.setItem(recentKey, [name, ...others].slice(0, mostRecent).join("\n"));
    },
    flush,
    forget() {
      cancel?.();
      cancel = null;
      unwritten.clear();
    },
  };
}
