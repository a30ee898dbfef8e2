import {
  type Accessor,
  createEffect,
  createSignal,
  type JSX,
  on,
  onCleanup,
  Show,
  untrack,
} from "solid-js";
import { followDraft } from "../../../client/drafts/follow-draft.ts";
import type { Draft as ServerDraft } from "../../../shared/draft.ts";
import type { Files } from "../../attachments/files.ts";
import type { KeptFile } from "../../attachments/kept-files.ts";
import { useClient } from "../../state/client.ts";
import { IconButton } from "../../ui/button.tsx";
import { followPageLife } from "../../ui/page-life.ts";
import { type Draft, joinTexts, useDrafts } from "../draft.ts";
import type { DraftContent } from "./draft-content.ts";
import { createPlaceSync, type PlaceSync } from "./place-sync.ts";
import { readStanding, writeStanding } from "./standing.ts";
import { useSyncWords } from "./words/sync-words.ts";

export interface DraftSyncProps {
  /** Where the draft is written; null for the new chat. */
  threadId: Accessor<string | null>;
  draft: Draft;
  files: Files;
}

/** A draft of another device that was replaced by the one on the screen. */
interface Replaced {
  of: string | null;
  text: string;
  files: readonly KeptFile[];
}

/**
 * Keeps the draft on the screen the same on all devices of the user. Shows a line when one that was
 * written elsewhere at the same time was replaced.
 */
export function DraftSync(props: DraftSyncProps): JSX.Element {
  const w = useSyncWords();
  const sync = createDraftSync(props);
  return (
    <Show when={sync.replaced()}>
      <div
        role="status"
        data-testid="other-draft"
        class="mx-auto mb-1 flex w-full max-w-measure flex-wrap items-center gap-x-2 rounded-2xl border border-line bg-subtle ps-4 pe-1 text-sm text-muted"
      >
        <p class="flex-1 py-1.5">{w("replaced")}</p>
        <button
          type="button"
          class="min-h-9 shrink-0 rounded px-1 font-medium text-accent underline-offset-2 hover:underline coarse:min-h-11"
          onClick={sync.swap}
        >
          {w("replaced.show")}
        </button>
        <IconButton icon="close" label={w("replaced.dismiss")} onClick={sync.dismiss} />
      </div>
    </Show>
  );
}

function createDraftSync(props: DraftSyncProps) {
  const client = useClient();
  const drafts = useDrafts();
  const [replaced, setReplaced] = createSignal<Replaced | null>(null);
  let current: { of: string | null; sync: PlaceSync } | null = null;

  const textOf = (of: string | null) =>
    props.draft.isOf(of) ? props.draft.text() : drafts.read(of);
  const read = (of: string | null): DraftContent => ({
    text: textOf(of),
    files: props.files.stored(of).map(({ id }) => id),
  });

  function show(of: string | null, { text, files }: Pick<Replaced, "text" | "files">): void {
    if (props.draft.isOf(of)) props.draft.write(text);
    else drafts.write(of, text);
    props.files.adopt(of, files);
  }

  function merge(of: string | null, { text, files }: ServerDraft): void {
    const known = new Set(files.map(({ id }) => id));
    const own = props.files.stored(of).filter(({ id }) => !known.has(id));
    show(of, { text: joinTexts(text, textOf(of)), files: [...files, ...own] });
  }

  function start(of: string | null): PlaceSync {
    const sync = createPlaceSync({
      read: () => untrack(() => read(of)),
      show: (draft) => show(of, draft),
      merge: (draft) => untrack(() => merge(of, draft)),
      save: ({ text, files, revision }) =>
        client.api.drafts.save.mutate({
          threadId: of,
          text,
          attachmentIds: [...files],
          revision,
        }),
      recall: () => readStanding(drafts.sync(of)),
      remember: (standing) => drafts.rememberSync(of, writeStanding(standing)),
      onReplaced: ({ text, files }) => setReplaced({ of, text, files }),
      schedule(run, delayMs) {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
      now: () => performance.now(),
    });
    const abort = new AbortController();
    void followDraft(client, { threadId: of, signal: abort.signal, onDraft: sync.told });
    onCleanup(() => {
      abort.abort();
      sync.close();
    });
    return sync;
  }

  createEffect(
    on(
      () => props.threadId(),
      (of) => {
        current = { of, sync: start(of) };
      },
    ),
  );
  createEffect(() => {
    const { text, files } = read(props.threadId());
    if (text === "" && files.length === 0) setReplaced(null);
    untrack(() => current?.sync.changed());
  });
  followPageLife({ onWake: () => undefined, onLeave: () => current?.sync.flush() });

  return {
    replaced: () => (replaced()?.of === props.threadId() ? replaced() : null),
    dismiss: () => void setReplaced(null),
    /** Exchanges the two, so that neither is lost. */
    swap(): void {
      const other = replaced();
      if (!other) return;
      const { of } = other;
      setReplaced({ of, text: textOf(of), files: props.files.stored(of) });
      show(of, other);
    },
  };
}
