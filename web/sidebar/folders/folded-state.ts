import { type Accessor, createSignal } from "solid-js";
import { createSafeStorage, findStorage } from "../../state/safe-storage.ts";

/** Key of the unfolded projects' ids, in the browser's storage. */
const key = "chatkit:unfolded-projects";

/** Which projects show their chats in the sidebar; kept by the browser. */
export interface FoldedState {
  isOpen(projectId: string): boolean;
  toggle(projectId: string): void;
}

export function createFoldedState(): FoldedState {
  const storage = createSafeStorage(findStorage(() => localStorage));
  const [open, setOpen]: [Accessor<readonly string[]>, (ids: readonly string[]) => void] =
    createSignal<readonly string[]>(readIds(storage.getItem(key)));
  return {
    isOpen: (id) => open().includes(id),
    toggle(id) {
      const rest = open().filter((each) => each !== id);
      const next = rest.length < open().length ? rest : [...rest, id];
      setOpen(next);
      storage.setItem(key, JSON.stringify(next));
    },
  };
}

/** Empty for anything that this app did not store. */
export function readIds(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}
