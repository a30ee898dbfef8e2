import { A } from "@solidjs/router";
import { createMemo, type JSX, Match, Show, Switch } from "solid-js";
import { threadById } from "../../client/state/selectors.ts";
import { shownTitle } from "../../client/state/shown-title.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { Icon } from "../ui/icons.tsx";
import { Late } from "../ui/late.tsx";
import { dragThreads } from "./drag-threads.ts";
import { createLongPress } from "./long-press.ts";
import type { ThreadSelection } from "./selection.ts";

const loadThreadMenu = async () => (await import("./thread-menu.tsx")).ThreadMenu;

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

export interface ThreadRowProps {
  threadId: string;
  /** Its index among `count` rows of its group. */
  place: number;
  count: number;
  /** The height of a row with the gap below, in rem. */
  rowRem: number;
  /** Whether the Tab key goes to it. */
  isActive: boolean;
  onActivate: () => void;
  selection: ThreadSelection;
  onNavigate: () => void;
}

/** A thread of the sidebar: a link, a dot for its state, and its menu. */
export function ThreadRow(props: ThreadRowProps): JSX.Element {
  const { t } = useI18n();
  const chat = useChat();
  const thread = createMemo(() => threadById(chat.threadState(), props.threadId));
  const title = () => shownTitle(thread()) ?? t("sidebar.untitled");
  const isSelecting = () => props.selection.isOn();
  const isSelected = () => props.selection.has(props.threadId);
  const press = createLongPress(() => props.selection.toggle(props.threadId));

  /** Selects by Ctrl, Cmd or Shift, and while threads are being selected; else goes there. */
  function onClick(event: MouseEvent): void {
    const isCommand = event.ctrlKey || event.metaKey;
    if (press.isOver()) event.preventDefault();
    else if (event.shiftKey) props.selection.extendTo(props.threadId);
    else if (isCommand || isSelecting()) props.selection.toggle(props.threadId);
    else return props.onNavigate();
    event.preventDefault();
  }
  return (
    <li
      data-thread={props.threadId}
      aria-setsize={props.count}
      aria-posinset={props.place + 1}
      class="group absolute inset-x-0 flex items-center rounded-lg hover:bg-hover has-aria-[current=page]:bg-hover"
      style={{ top: `${props.place * props.rowRem}rem` }}
      onFocusIn={() => props.onActivate()}
    >
      <A
        href={`/t/${props.threadId}`}
        end
        title={title()}
        tabindex={props.isActive ? 0 : -1}
        class="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-lg ps-3 pe-2 text-sm coarse:h-11 coarse:select-none coarse:[-webkit-touch-callout:none]"
        role={isSelecting() ? "checkbox" : undefined}
        aria-checked={isSelecting() ? isSelected() : undefined}
        // A mouse drags it onto a project; a finger selects it with a long press.
        draggable={!matchMedia("(pointer: coarse)").matches}
        onDragStart={(event) => {
          if (isSelected()) dragThreads(event, props.selection.ids());
        }}
        onClick={onClick}
        onPointerDown={press.onPointerDown}
        onPointerMove={press.onPointerMove}
        onPointerUp={press.onPointerUp}
        onPointerCancel={press.onPointerCancel}
        onContextMenu={press.onContextMenu}
      >
        <Show when={isSelecting()}>
          <span
            class={`flex size-4.5 shrink-0 items-center justify-center rounded border ${isSelected() ? "border-accent bg-accent text-on-accent" : "border-line-strong"}`}
          >
            <Show when={isSelected()}>
              <Icon name="check" class="size-3.5" />
            </Show>
          </span>
        </Show>
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
      <Show when={thread() && !isSelecting()}>
        <Late
          load={loadThreadMenu}
          given={{
            threadId: props.threadId,
            onSelect: () => props.selection.toggle(props.threadId),
          }}
        />
      </Show>
    </li>
  );
}
