import { useLocation } from "@solidjs/router";
import {
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  Match,
  onCleanup,
  Show,
  Switch,
} from "solid-js";
import { listedThreads } from "../../client/state/selectors.ts";
import type { Thread } from "../../shared/thread.ts";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { createMediaQuery } from "../state/media-query.ts";
import { Button } from "../ui/button.tsx";
import { Late } from "../ui/late.tsx";
import { untilMidnightMs } from "./day-groups.ts";
import { createListView } from "./list-view.ts";
import { type ListView, rowsInView } from "./list-window.ts";
import type { ListLook } from "./list-look.ts";
import { LoadingRows } from "./loading-rows.tsx";
import { MoreThreads } from "./more-threads.tsx";
import { createRowKeys } from "./row-actions.ts";
import { createThreadSelection, type ThreadSelection } from "./selection.ts";
import { orderThreads, type ThreadGroup } from "./thread-groups.ts";
import { useMenuWords } from "./words/menu-words.ts";
import { ThreadRow } from "./thread-row.tsx";

const loadSelectionBar = async () => (await import("./selection-bar.tsx")).SelectionBar;

/** Heights in rem, the same as in the rows' and headings' classes. */
const headingRem = 2.25;
const rowRem = { fine: 2.375, coarse: 2.875 };

/** The current day, as a signal that changes at midnight. */
function createToday() {
  const [today, setToday] = createSignal(new Date());
  createEffect(() => {
    const timer = setTimeout(() => setToday(new Date()), untilMidnightMs(today()) + 1_000);
    onCleanup(() => clearTimeout(timer));
  });
  return today;
}

export interface ThreadListProps {
  look: ListLook;
  onNavigate: () => void;
}

/**
 * The user's threads, pinned ones first, the others grouped by day or sorted by title. One tab stop; only the rows in view are rendered, and the one that the Tab key goes to.
 */
export function ThreadList(props: ThreadListProps): JSX.Element {
  const { t, locale } = useI18n();
  const w = useMenuWords();
  const chat = useChat();
  const location = useLocation();
  const today = createToday();
  const isCoarse = createMediaQuery("(pointer: coarse)");
  const rowHeight = () => (isCoarse() ? rowRem.coarse : rowRem.fine);
  const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  let list: HTMLDivElement | undefined;
  const view = createListView(
    () => list,
    () => rowHeight() * remPx,
  );
  const openId = createMemo(() => /^\/t\/(.+)$/.exec(location.pathname)?.[1]);
  const collator = createMemo(() => new Intl.Collator(locale(), { numeric: true }));
  /** The thread on the screen stays in the list of unread ones. */
  const isShown = ({ id, unread }: Thread) => unread || id === openId();
  const order = createMemo(() => {
    const { pinned, others } = listedThreads(chat.threadState());
    const threads = props.look.onlyUnread()
      ? { pinned: pinned.filter(isShown), others: others.filter(isShown) }
      : { pinned, others };
    const { compare } = collator();
    return orderThreads(threads, { today: today(), sort: props.look.sort(), compare });
  });
  const groupNames = createMemo(() => order().groups.map(({ group }) => group), undefined, {
    equals: (a, b) => a.join() === b.join(),
  });
  const [chosen, setChosen] = createSignal<string | null>(null);
  const isListed = (id: string | null | undefined) => id && order().places.has(id);
  /** The row that the Tab key goes to. */
  const active = createMemo(() => [chosen(), openId()].find(isListed) ?? order().ids[0] ?? null);
  const selection = createThreadSelection(() => order().ids);
  const onKeyDown = createRowKeys({
    selection,
    list: () => list,
    ids: () => order().ids,
    place: (id) => order().places.get(id) ?? 0,
    activate: setChosen,
  });
  const status = () => chat.state().threadList.status;

  return (
    <>
      <Show when={selection.isOn()}>
        <Late
          load={loadSelectionBar}
          given={{
            selection,
            onDone: () => list?.querySelector<HTMLElement>("a[tabindex='0']")?.focus(),
          }}
        />
      </Show>
      <div ref={list} onKeyDown={onKeyDown}>
        <For each={groupNames()}>
          {(name) => (
            <Group
              name={name}
              groups={order().groups}
              view={view()}
              rowRem={rowHeight()}
              remPx={remPx}
              active={active()}
              selection={selection}
              onActivate={setChosen}
              onNavigate={() => props.onNavigate()}
            />
          )}
        </For>
      </div>
      <Switch>
        <Match when={status() === "failed"}>
          <div role="alert" class="px-3 pt-4 text-sm text-muted">
            <p class="pb-2">{t("sidebar.failed")}</p>
            <Button onClick={() => chat.store.reconcile()}>{t("app.retry")}</Button>
          </div>
        </Match>
        <Match when={status() === "loading" && order().ids.length === 0}>
          <LoadingRows />
        </Match>
        <Match when={status() === "ready" && chat.state().threadList.nextCursor !== null}>
          <MoreThreads isAllNeeded={props.look.isUnusual()} />
        </Match>
        <Match when={status() === "ready" && order().ids.length === 0}>
          {/* All chats may be in projects. */}
          <Show when={props.look.onlyUnread() || chat.threadState().projects.length === 0}>
            <p class="px-3 pt-4 text-sm text-muted">
              {props.look.onlyUnread() ? w("list.noUnread") : t("sidebar.empty")}
            </p>
          </Show>
        </Match>
      </Switch>
    </>
  );
}

interface GroupProps {
  name: ThreadGroup["group"];
  groups: readonly ThreadGroup[];
  view: ListView;
  rowRem: number;
  remPx: number;
  active: string | null;
  selection: ThreadSelection;
  onActivate: (threadId: string) => void;
  onNavigate: () => void;
}

/** A heading and its rows, as far as they are in view. */
function Group(props: GroupProps): JSX.Element {
  const { t } = useI18n();
  const at = () => props.groups.findIndex(({ group }) => group === props.name);
  const ids = createMemo(() => props.groups[at()]?.ids ?? []);
  const w = useMenuWords();
  const label = () => (props.name === "all" ? w("list.show.all") : t(`sidebar.${props.name}`));
  const top = () => {
    const above = props.groups.slice(0, Math.max(0, at()));
    const rows = above.reduce((sum, group) => sum + group.ids.length, 0);
    return (rows * props.rowRem + (above.length + 1) * headingRem) * props.remPx;
  };
  const places = createMemo(() => new Map(ids().map((id, place) => [id, place])));
  const shown = createMemo(() => {
    const span = { top: top(), count: ids().length };
    const { first, end } = rowsInView(span, props.view, props.rowRem * props.remPx);
    const inView = ids().slice(first, end);
    const active = props.active === null ? undefined : places().get(props.active);
    if (props.active === null || active === undefined) return inView;
    if (active < first) return [props.active, ...inView];
    return active >= end ? [...inView, props.active] : inView;
  });

  return (
    <section aria-label={label()}>
      <h3 class="h-9 px-3 pt-4 text-xs leading-4 font-semibold text-muted">{label()}</h3>
      <ul class="relative" style={{ height: `${ids().length * props.rowRem}rem` }}>
        <For each={shown()}>
          {(threadId) => (
            <ThreadRow
              threadId={threadId}
              place={places().get(threadId) ?? 0}
              count={ids().length}
              rowRem={props.rowRem}
              isActive={props.active === threadId}
              selection={props.selection}
              onActivate={() => props.onActivate(threadId)}
              onNavigate={() => props.onNavigate()}
            />
          )}
        </For>
      </ul>
    </section>
  );
}
