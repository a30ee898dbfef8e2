import { watch } from "node:fs";

/**
 * Milliseconds to wait, because one save can touch several files, and an editor can write one
 * several times.
 */
const settleMs = 80;

/** Calls back after files in the folders have changed, except tests. */
export function watchSources(folders: readonly string[], onChange: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onEvent = (_: string, name: string | null) => {
    if (name === null || !/\.(ts|sql|json)$/.test(name) || name.endsWith(".test.ts")) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  };
  const watchers = folders.map((folder) => watch(folder, { recursive: true }, onEvent));
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
