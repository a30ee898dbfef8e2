import { createSignal } from "solid-js";
import type { DraftFile } from "./draft-file.ts";
import { keptFile, toKept } from "./draft-file.ts";
import type { KeptFiles } from "./kept-files.ts";

type Lists = Readonly<Record<string, readonly DraftFile[]>>;

/**
 * The files of each thread's draft in order, synchronised with their stored copies. `null` is the
 * new chat.
 */
export interface FileLists {
  /** Reactive. */
  of(threadId: string | null): readonly DraftFile[];
  /** A file of any thread, with the thread. Reactive. */
  find(id: string): { file: DraftFile; threadId: string | null } | undefined;
  set(threadId: string | null, files: readonly DraftFile[]): void;
  patch(id: string, change: Partial<DraftFile>): void;
}

/**
 * @param onRestored called with the files that a thread had before this page, when it is first
 *   read
 */
export function createFileLists(
  kept: KeptFiles,
  onRestored: (files: readonly DraftFile[]) => void,
): FileLists {
  const newChat = "new";
  const [lists, setLists] = createSignal<Lists>({});
  const keyOf = (threadId: string | null) => threadId ?? newChat;
  const threadOf = (key: string) => (key === newChat ? null : key);
  const known = new Map<string, readonly DraftFile[]>();

  function of(threadId: string | null): readonly DraftFile[] {
    const key = keyOf(threadId);
    const files = lists()[key] ?? known.get(key);
    if (files) return files;
    const restored = kept.read(threadId).map(keptFile);
    known.set(key, restored);
    // Deferred, because the reader may be in the middle of rendering.
    if (restored.length > 0) queueMicrotask(() => onRestored(restored));
    return restored;
  }

  function set(threadId: string | null, files: readonly DraftFile[]): void {
    const key = keyOf(threadId);
    known.set(key, files);
    setLists((before) => ({ ...before, [key]: files }));
    kept.write(threadId, files.flatMap(toKept));
  }

  function find(id: string) {
    lists();
    for (const [key, files] of known) {
      const file = files.find(({ upload }) => upload.id === id);
      if (file) return { file, threadId: threadOf(key) };
    }
    return undefined;
  }

  return {
    of,
    find,
    set,
    patch(id, change) {
      const found = find(id);
      if (!found) return;
      const files = of(found.threadId).map((file) =>
        file.upload.id === id ? { ...file, ...change } : file,
      );
      set(found.threadId, files);
    },
  };
}
