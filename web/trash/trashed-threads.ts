import { type Accessor, batch, createSignal } from "solid-js";
import type { TrashedThread } from "../../shared/trash.ts";

/** A page of the trash. */
export interface TrashPage {
  threads: readonly TrashedThread[];
  nextCursor: string | null;
  /** Days that a thread stays in the trash. */
  days: number;
}

/** The threads in the trash, a page after the other. */
export interface TrashedThreads {
  threads: Accessor<readonly TrashedThread[]>;
  status: Accessor<"loading" | "ready" | "failed">;
  hasMore: Accessor<boolean>;
  /** Null until known. */
  days: Accessor<number | null>;
  /** Loads the next page, or the one that failed. */
  more(): void;
  /** Takes a thread from the list. */
  remove(threadId: string): void;
  /** Puts a thread back that was taken from the list. */
  putBack(thread: TrashedThread): void;
  /** Takes all threads from the list. */
  clear(): void;
}

/** Begins with the first page. */
export function createTrashedThreads(
  load: (cursor: string | null) => Promise<TrashPage>,
): TrashedThreads {
  const [threads, setThreads] = createSignal<readonly TrashedThread[]>([]);
  const [status, setStatus] = createSignal<"loading" | "ready" | "failed">("loading");
  const [cursor, setCursor] = createSignal<string | null>(null);
  const [days, setDays] = createSignal<number | null>(null);

  async function fetchPage(): Promise<void> {
    setStatus("loading");
    try {
      const page = await load(cursor());
      batch(() => {
        setThreads((before) => withThreads(before, page.threads));
        setCursor(page.nextCursor);
        setDays(page.days);
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
    days,
    more: () => void (status() === "loading" || fetchPage()),
    remove: (threadId) => setThreads((before) => before.filter(({ id }) => id !== threadId)),
    putBack: (thread) => setThreads((before) => withThreads(before, [thread])),
    clear() {
      setThreads([]);
      setCursor(null);
    },
  };
}

function withThreads(
  before: readonly TrashedThread[],
  added: readonly TrashedThread[],
): TrashedThread[] {
  const all = new Map([...before, ...added].map((thread) => [thread.id, thread]));
  return [...all.values()].sort((a, b) => (a.trashedAt < b.trashedAt ? 1 : -1));
}
