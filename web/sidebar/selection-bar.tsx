import { type JSX, onCleanup } from "solid-js";
import { threadById } from "../../client/state/selectors.ts";
import type { ThreadPlace } from "../../shared/thread.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { IconButton } from "../ui/button.tsx";
import { useDialogs } from "../ui/open-dialog.ts";
import { createThreadDeletion } from "./delete-threads.ts";
import { createPlaceChange } from "./place-change.ts";
import type { ThreadSelection } from "./selection.ts";
import { useMenuWords } from "./words/menu-words.ts";

/** Above the list while threads are selected: how many, and what can be done with them. */
export function SelectionBar(props: {
  selection: ThreadSelection;
  /** Moves the focus to the list, where the bar goes away. */
  onDone: () => void;
}): JSX.Element {
  const { t } = useI18n();
  const w = useMenuWords();
  const chat = useChat();
  const deleteThreads = createThreadDeletion();
  const placeOf = createPlaceChange();
  const openDialog = useDialogs();
  const ids = () => props.selection.ids();
  const arePinned = () =>
    ids().every((id) => threadById(chat.threadState(), id)?.place === "pinned");

  // A row that had the focus may have moved or gone: then Escape is pressed nowhere. A dialog that
  // is still loading takes it first, in the capture phase; stopping a reply comes after, on `window`.
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.target !== document.body) return;
    event.preventDefault();
    done(() => {});
  };
  document.addEventListener("keydown", onEscape);
  onCleanup(() => {
    document.removeEventListener("keydown", onEscape);
    // Threads that come back to the list, by undoing, come back unselected.
    props.selection.clear();
  });

  function done(run: (threadIds: readonly string[]) => void): void {
    const chosen = ids();
    props.selection.clear();
    props.onDone();
    run(chosen);
  }
  const move = (place: ThreadPlace) => done((chosen) => placeOf(chosen, place));

  return (
    <div
      role="toolbar"
      aria-label={w("selection.label")}
      class="sticky top-0 z-10 flex flex-wrap items-center border-b border-line bg-subtle py-1 ps-3"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        done(() => {});
      }}
    >
      <span role="status" class="flex-1 pe-2 text-sm font-medium whitespace-nowrap">
        {w("selection.count", ids().length)}
      </span>
      <span class="flex">
        <IconButton
          icon="pin"
          label={w(arePinned() ? "thread.unpin" : "thread.pin")}
          aria-pressed={arePinned()}
          onClick={() => move(arePinned() ? "listed" : "pinned")}
        />
        <IconButton
          icon="folder"
          label={w("thread.move")}
          onClick={(event) =>
            openDialog({ kind: "project", action: "move", threadIds: ids() }, event.currentTarget)
          }
        />
        <IconButton icon="archive" label={w("thread.archive")} onClick={() => move("archived")} />
        <IconButton icon="trash" label={t("delete.action")} onClick={() => done(deleteThreads)} />
        <IconButton icon="close" label={w("selection.end")} onClick={() => done(() => {})} />
      </span>
    </div>
  );
}
