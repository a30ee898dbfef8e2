import { createSignal, onCleanup } from "solid-js";
import { createSafeStorage, findStorage } from "../state/safe-storage.ts";

/** Where it is stored in the browser what was dismissed there. */
const storageKey = "chatkit.dismissed";

/** The latest that are remembered: more than a server keeps announcements. */
const mostRemembered = 50;

/** The announcements that were dismissed in this browser, in any tab. */
export interface Dismissals {
  /** Reactive. */
  has(id: string): boolean;
  add(id: string): void;
}

function read(stored: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(value) ? value.map(String) : [];
  } catch {
    return [];
  }
}

export function createDismissals(): Dismissals {
  const storage = createSafeStorage(findStorage(() => localStorage));
  const [ids, setIds] = createSignal(read(storage.getItem(storageKey)));
  const onStorage = (event: StorageEvent) =>
    event.key === storageKey && setIds(read(event.newValue));
  window.addEventListener("storage", onStorage);
  onCleanup(() => window.removeEventListener("storage", onStorage));
  return {
    has: (id) => ids().includes(id),
    add(id) {
      // Another tab may have added some that this one has not heard of.
      const kept = read(storage.getItem(storageKey)).filter((each) => each !== id);
      const next = [...kept, id].slice(-mostRemembered);
      storage.setItem(storageKey, JSON.stringify(next));
      setIds(next);
    },
  };
}
