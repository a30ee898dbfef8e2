import type { JSX } from "solid-js";
import { threadById } from "../../client/state/selectors.ts";
import type { ThreadPlace } from "../../shared/thread.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { IconButton } from "../ui/button.tsx";
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
  const ids = () => props.selection.ids();
  const arePinned = () =>
    ids().every((id) => threadById(chat.threadState(), id)?.place === "pinned");

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
      class="sticky top-0 z-10 flex items-center border-b border-line bg-subtle py-1 ps-3"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        done(() => {});
      }}
    >
      <span role="status" class="min-w-0 flex-1 truncate text-sm font-medium">
        {w("selection.count", ids().length)}
      </span>
      <IconButton
        icon="pin"
        label={w(arePinned() ? "thread.unpin" : "thread.pin")}
        aria-pressed={arePinned()}
        onClick={() => move(arePinned() ? "listed" : "pinned")}
      />
      <IconButton icon="archive" label={w("thread.archive")} onClick={() => move("archived")} />
      <IconButton icon="trash" label={t("delete.action")} onClick={() => done(deleteThreads)} />
      <IconButton icon="close" label={w("selection.end")} onClick={() => done(() => {})} />
    </div>
  );
}
