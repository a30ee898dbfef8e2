import { type Accessor, createContext, createMemo, createSignal, useContext } from "solid-js";
import type { Translator } from "@solid-primitives/i18n";
import { findMissing } from "../../../shared/find-missing.ts";
import type { Locale } from "../../../shared/locale.ts";
import type { WorkflowDraft } from "../../../shared/workflow.ts";
import { useAccountWords } from "../../account/words/account-words.ts";
import type { WorkflowWords } from "./words/en.ts";
import { useWorkflowWords } from "./words/workflow-words.ts";
import type { DraftSaving } from "./draft-saving.ts";
import { findTooLong } from "./find-too-long.ts";

/** Shared by the parts of the editor. */
export interface Editor {
  draft: Accessor<WorkflowDraft>;
  change: DraftSaving["change"];
  w: Translator<WorkflowWords>;
  /** The error message of a field, if any. */
  problem(path: string): string | undefined;
  /** Paths of missing fields, once the user has tried to publish. */
  missing: Accessor<readonly string[]>;
  /** From now on, missing fields show an error. */
  showMissing(): void;
  /** Sets whether a field shows an invalid value. */
  mark(path: string, isBad: boolean): void;
  /** Whether any field does. */
  hasMarks: Accessor<boolean>;
  /** The language of the texts on the screen. */
  locale: Accessor<Locale>;
  setLocale(locale: Locale): void;
}

const EditorContext = createContext<Editor>();

export const EditorProvider = EditorContext.Provider;

/** The editor of the nearest provider. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("EditorProvider is missing");
  return editor;
}

/** Collects all known problems of a draft. */
export function createEditor(saving: DraftSaving, initialLocale: Locale): Editor {
  const w = useWorkflowWords();
  const account = useAccountWords();
  const [wants, setWants] = createSignal(false);
  const [marks, setMarks] = createSignal<ReadonlySet<string>>(new Set());
  const [locale, setLocale] = createSignal(initialLocale);
  const missing = createMemo(() => (wants() ? findMissing(saving.draft()) : []));
  const missingSet = createMemo(() => new Set(missing()));
  const tooLong = createMemo(() => findTooLong(saving.draft()));
  return {
    draft: saving.draft,
    change: (patch) => saving.change(patch),
    w,
    problem(path) {
      const over = tooLong().get(path);
      if (over !== undefined) return w("wrong.long", over);
      if (missingSet().has(path)) return w("wrong.missing");
      return saving.refused().includes(path) ? account("wrong.refused") : undefined;
    },
    missing,
    showMissing: () => void setWants(true),
    mark(path, isBad) {
      setMarks((before) => {
        const next = new Set(before);
        if (isBad) next.add(path);
        else next.delete(path);
        return next;
      });
    },
    hasMarks: () => marks().size > 0,
    locale,
    setLocale,
  };
}
