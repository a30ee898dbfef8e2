import { type Accessor, batch, createSignal } from "solid-js";
import type { Thread } from "../../shared/thread.ts";

/** Asks for a page of archived threads. */
export type LoadArchived = (
  cursor: string | null,
) => Promise<{ threads: Thread[]; nextCursor: string | null }>;

/** The archived threads, a page after the other. */
export interface ArchivedThreads {
  threads: Accessor<readonly Thread[]>;
  status: Accessor<"loading" | "ready" | "failed">;
  hasMore: Accessor<boolean>;
  /** Loads the next page, or the one that failed. */
  more(): void;
  /** Takes a thread from the list. */
  remove(threadId: string): void;
  /** Puts a thread back that was taken from the list. */
  restore(thread: Thread): void;
}

/** Begins with the first page. */
export function createArchivedThreads(load: LoadArchived): ArchivedThreads {
  const [threads, setThreads] = createSignal<readonly Thread[]>([]);
  const [status, setStatus] = createSignal<"loading" | "ready" | "failed">("loading");
  const [cursor, setCursor] = createSignal<string | null>(null);

  async function fetchPage(): Promise<void> {
    setStatus("loading");
    try {
      const page = await load(cursor());
      batch(() => {
        setThreads((before) => withThreads(before, page.threads));
        setCursor(page.nextCursor);
        setStatus("ready");
      });
    } catch {
      setStatus("failed");
    }
  }

  void fetchPage();
  return {
    threads,
    status,
    hasMore: () => cursor() !== null,
    more: () => void (status() === "loading" || fetchPage()),
    remove: (threadId) => setThreads((before) => before.filter(({ id }) => id !== threadId)),
    restore: (thread) => setThreads((before) => withThreads(before, [thread])),
  };
}

function withThreads(before: readonly Thread[], added: readonly Thread[]): Thread[] {
  const all = new Map([...before, ...added].map((thread) => [thread.id, thread]));
  return [...all.values()].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
}
