import { createSignal } from "solid-js";
import type { PageSets, PageWords, WordSet } from "./i18n.tsx";

/** How a language's words besides the app's are loaded. */
export type SetLoaders = Readonly<Record<WordSet, () => Promise<{ words: PageWords }>>>;

/** A language's words besides the app's. Those of the chat's parts are needed soon. */
export function createPageSets(loaders: SetLoaders): PageSets {
  const [words, setWords] = createSignal<PageWords>({});
  const loads = new Map<WordSet, Promise<void>>();

  async function fetch(set: WordSet): Promise<void> {
    try {
      const loaded = await loaders[set]();
      setWords((others) => ({ ...others, ...loaded.words }));
    } catch (error) {
      loads.delete(set);
      throw error;
    }
  }

  async function load(set: WordSet): Promise<void> {
    const loading = loads.get(set) ?? fetch(set);
    loads.set(set, loading);
    // A page is made of the chat's parts too.
    await Promise.all(set === "pages" ? [loading, load("chat")] : [loading]);
  }

  // If it fails, the first part that needs them tries again.
  load("chat").catch(() => {});
  return { find: (file) => words()[file], load };
}
