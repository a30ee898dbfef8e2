import { useNavigate } from "@solidjs/router";
import {
  type Accessor,
  createComputed,
  createEffect,
  createSignal,
  onCleanup,
  untrack,
} from "solid-js";
import type { Wording } from "../../client/types.ts";
import { useFiles } from "../attachments/files.ts";
import { type Draft, joinTexts, useDrafts } from "../composer/draft.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { useToasts } from "../ui/toasts.tsx";

/**
 * How long the tab that shows a deleted thread has to take over its unsent text, in milliseconds.
 */
const elsewhereMs = 1_000;

/** Saves text written in a thread that is deleted elsewhere: it becomes the draft of a new chat. */
export interface Rescue {
  /** Whether that has happened, and the draft has not been sent since. */
  hasDraft: Accessor<boolean>;
  /** The draft has been sent. */
  forget(): void;
}

export interface RescueOptions {
  /** The thread of the address. */
  threadId: Accessor<string | null>;
  /** Whether that thread does not exist. */
  isMissing: Accessor<boolean>;
  /** The draft on the screen. */
  draft: Draft;
  /** Puts unsent text into the draft of the new chat. */
  giveBack: (wording: Wording) => void;
}

/** Watches the text in the composer and in the outbox. */
export function createRescue({ threadId, isMissing, draft, giveBack }: RescueOptions): Rescue {
  const { t } = useI18n();
  const chat = useChat();
  const drafts = useDrafts();
  const files = useFiles();
  const toasts = useToasts();
  const navigate = useNavigate();
  const [hasDraft, setHasDraft] = createSignal(false);

  // Before the composer switches to the new chat's draft: it then finds the text there, and a user
  // who is typing keeps the cursor.
  createComputed(() => {
    const id = threadId();
    if (id !== null && isMissing()) untrack(() => moveDraft(id));
  });
  createEffect(() => {
    // Last one first, because each is inserted before the existing text.
    const stranded = chat.threadState().outbox.filter((entry) => entry.threadDeleted);
    for (const entry of stranded.toReversed()) {
      if (entry.threadId === threadId()) untrack(() => takeUnsent(entry.id));
      else later(() => takeUnsent(entry.id));
    }
  });

  function moveDraft(id: string): void {
    // The stored text may be another tab's, which shows it and moves it itself.
    const isShown = draft.isOf(id);
    const text = isShown ? draft.text() : drafts.read(id);
    const hasFiles = isShown ? files.loaded()?.uploads.ids(id).length : files.has(id);
    if (text === "" && !hasFiles) return;
    if (draft.isOf(null)) draft.giveBack(text);
    else drafts.write(null, joinTexts(text, drafts.read(null)));
    drafts.write(id, "");
    if (hasFiles) files.move(id, null);
    setHasDraft(true);
  }

  function takeUnsent(entryId: string): void {
    const wording = chat.store.discard(entryId);
    if (!wording) return;
    giveBack(wording);
    setHasDraft(true);
    if (threadId() === null || isMissing()) return;
    toasts.show({
      text: () => t("toast.rescued"),
      action: { label: () => t("toast.open"), run: () => navigate("/") },
    });
  }

  return { hasDraft, forget: () => setHasDraft(false) };
}

function later(run: () => void): void {
  const timer = setTimeout(run, elsewhereMs);
  onCleanup(() => clearTimeout(timer));
}
