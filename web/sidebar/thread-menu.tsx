import type { JSX } from "solid-js";
import { threadById } from "../../client/state/selectors.ts";
import { shownTitle } from "../../client/state/shown-title.ts";
import type { ThreadPlace } from "../../shared/thread.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { type MenuEntry, MenuButton } from "../ui/menu.tsx";
import { useDialogs } from "../ui/open-dialog.ts";
import { createThreadDeletion } from "./delete-threads.ts";
import { createPlaceChange } from "./place-change.ts";
import { useMenuWords } from "./words/menu-words.ts";

/** The menu of a thread in the sidebar. `onSelect` is given in a list where several can be selected. */
export function ThreadMenu(props: { threadId: string; onSelect?: () => void }): JSX.Element {
  const { t } = useI18n();
  const w = useMenuWords();
  const chat = useChat();
  const openDialog = useDialogs();
  const placeOf = createPlaceChange();
  const place = (to: ThreadPlace) => placeOf([props.threadId], to);
  const deleteThreads = createThreadDeletion();
  const thread = () => threadById(chat.threadState(), props.threadId);
  const isPinned = () => thread()?.place === "pinned";
  const selecting = (): MenuEntry[] => {
    const { onSelect } = props;
    return onSelect
      ? [{ kind: "action", label: w("thread.select"), icon: "check", run: () => onSelect() }]
      : [];
  };
  const entries = (): readonly MenuEntry[] => [
    {
      kind: "action",
      label: w(isPinned() ? "thread.unpin" : "thread.pin"),
      icon: "pin",
      run: () => place(isPinned() ? "listed" : "pinned"),
    },
    {
      kind: "action",
      label: w("rename.action"),
      icon: "pencil",
      run: (button) => openDialog({ kind: "rename", threadId: props.threadId }, button),
    },
    {
      kind: "action",
      label: w("thread.share"),
      icon: "share",
      run: (button) => openDialog({ kind: "share", threadId: props.threadId }, button),
    },
    {
      kind: "action",
      label: w("thread.move"),
      icon: "folder",
      run: (button) =>
        openDialog({ kind: "project", action: "move", threadIds: [props.threadId] }, button),
    },
    {
      kind: "action",
      label: w("thread.tags"),
      icon: "tag",
      run: (button) => openDialog({ kind: "tags", threadId: props.threadId }, button),
    },
    {
      kind: "action",
      label: w("thread.export"),
      icon: "document",
      run: (button) => openDialog({ kind: "export", threadId: props.threadId }, button),
    },
    {
      kind: "action",
      label: w("thread.archive"),
      icon: "archive",
      run: () => place("archived"),
    },
    ...selecting(),
    {
      kind: "action",
      label: t("delete.action"),
      icon: "trash",
      danger: true,
      run: () => deleteThreads([props.threadId]),
    },
  ];
  return (
    <MenuButton
      label={w("sidebar.actions", shownTitle(thread()) ?? t("sidebar.untitled"))}
      icon="more"
      tabindex={-1}
      entries={entries()}
      class="flex h-9 w-8 shrink-0 items-center justify-center rounded-lg text-muted hover:text-fg coarse:size-11 hoverable:not-group-hover:not-group-focus-within:not-aria-expanded:w-0 overflow-hidden hoverable:not-group-hover:not-group-focus-within:not-aria-expanded:opacity-0"
    />
  );
}
