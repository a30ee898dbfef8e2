import { watch } from "node:fs";

/** One save can touch several files, and an editor can write one file several times. */
const settleMs = 80;

/** Calls back after files in the folders have changed, tests excepted. */
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
