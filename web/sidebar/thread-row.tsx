import { A } from "@solidjs/router";
import { createMemo, type JSX, Match, Show, Switch } from "solid-js";
import { threadById } from "../../client/state/selectors.ts";
import { useDialogs } from "../ui/open-dialog.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { type MenuEntry, MenuButton } from "../ui/menu.tsx";

function Dot(props: { label: string; class: string }): JSX.Element {
  return (
    <span
      class={`size-2 shrink-0 rounded-full ${props.class}`}
      role="img"
      aria-label={props.label}
      title={props.label}
    />
  );
}

/** A thread of the sidebar: a link, a dot for its state, and its menu. */
export function ThreadRow(props: { threadId: string; onNavigate: () => void }): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const openDialog = useDialogs();
  const thread = createMemo(() => threadById(chat.threadState(), props.threadId));
  const title = () => thread()?.title ?? t("sidebar.untitled");
  const entries = (): readonly MenuEntry[] => [
    {
      kind: "action",
      label: t("rename.action"),
      icon: "pencil",
      run: (button) => openDialog({ kind: "rename", threadId: props.threadId }, button),
    },
    {
      kind: "action",
      label: t("export.action"),
      icon: "document",
      run: (button) => openDialog({ kind: "export", threadId: props.threadId }, button),
    },
    {
      kind: "action",
      label: t("delete.action"),
      icon: "trash",
      danger: true,
      run: (button) => openDialog({ kind: "delete", threadId: props.threadId }, button),
    },
  ];

  return (
    <li class="group relative flex items-center rounded-lg hover:bg-hover has-aria-[current=page]:bg-hover">
      <A
        href={`/t/${props.threadId}`}
        end
        title={title()}
        class="flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-lg py-1.5 ps-3 pe-2 text-sm coarse:min-h-11"
        onClick={() => props.onNavigate()}
      >
        <span
          dir="auto"
          class={`min-w-0 flex-1 truncate ${thread()?.unread ? "font-semibold" : ""}`}
        >
          {title()}
        </span>
        <Switch>
          <Match when={thread()?.running}>
            <Dot label={t("sidebar.running")} class="animate-pulse border-2 border-accent" />
          </Match>
          <Match when={thread()?.unread}>
            <Dot label={t("sidebar.unread")} class="bg-accent" />
          </Match>
        </Switch>
      </A>
      <Show when={thread()}>
        <MenuButton
          label={t("sidebar.actions", title())}
          icon="more"
          entries={entries()}
          class="flex h-9 w-8 shrink-0 items-center justify-center rounded-lg text-muted hover:text-fg coarse:size-11 hoverable:not-group-hover:not-group-focus-within:not-aria-expanded:w-0 hoverable:not-group-hover:not-group-focus-within:not-aria-expanded:opacity-0"
        />
      </Show>
    </li>
  );
}
