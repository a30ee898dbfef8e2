import { AppMark } from "../branding/app-mark.tsx";
import { A } from "@solidjs/router";
import { createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useI18n } from "../i18n/i18n.tsx";
import { useChat } from "../state/chat.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icons.tsx";
import { createOnDemand, keepLoading } from "../ui/on-demand.ts";
import { useDialogs } from "../ui/open-dialog.ts";
import { Late } from "../ui/late.tsx";
import { createSafeStorage, findStorage } from "../state/safe-storage.ts";
import { createListLook } from "./list-look.ts";
import type { ThreadListProps } from "./thread-list.tsx";
import { SidebarFoot } from "./sidebar-foot.tsx";
import { LoadingRows } from "./loading-rows.tsx";

const loadListMenu = async () => (await import("./list-menu.tsx")).ListMenu;
const loadThreadList = async () => (await import("./thread-list.tsx")).ThreadList;

/** The threads. Their code loads while their first page does. */
function LateThreadList(props: ThreadListProps): JSX.Element {
  const list = createOnDemand<ThreadListProps>(loadThreadList);
  keepLoading(list);
  return (
    <Show when={list.component()} fallback={<LoadingRows />}>
      {(component) => (
        <Dynamic component={component()} look={props.look} onNavigate={() => props.onNavigate()} />
      )}
    </Show>
  );
}

const loadFolders = async () => (await import("./folders/project-folders.tsx")).ProjectFolders;

const loadTagFilter = async () => (await import("./tags/tag-filter.tsx")).TagFilter;
const loadTaggedChats = async () => (await import("./tags/tagged-chats.tsx")).TaggedChats;

/** The projects, with room for their folded rows so that the list below does not move. */
function LateFolders(props: { onNavigate: () => void }): JSX.Element {
  const chat = useChat();
  const rows = () => chat.threadState().projects.length;
  return (
    <div style={{ "min-height": `${2 + 2.375 * rows()}rem` }}>
      <Late load={loadFolders} given={{ onNavigate: () => props.onNavigate() }} />
    </div>
  );
}

/** New chat, the threads, and the settings. */
export function Sidebar(props: {
  onNavigate: () => void;
  onClose: () => void;
  /** The icon of the button that closes it: another for a drawer than beside the page. */
  closeIcon: "close" | "sidebar";
}): JSX.Element {
  const { t } = useI18n();
  const openDialog = useDialogs();
  const look = createListLook(createSafeStorage(findStorage(() => localStorage)));
  /** The tag whose chats alone are listed. */
  const [tag, setTag] = createSignal<string | null>(null);
  return (
    <div class="flex h-full flex-col bg-subtle">
      <div class="flex items-center justify-between min-h-12 gap-2 p-2 ps-4">
        <span class="min-w-0 flex-1 font-semibold tracking-tight">
          <AppMark />
        </span>
        <div class="size-9 coarse:size-11">
          <Late load={loadListMenu} given={{ look }} />
        </div>
        <IconButton
          icon={props.closeIcon}
          iconClass="size-5 rtl:-scale-x-100"
          label={t("sidebar.close")}
          data-sidebar-toggle
          aria-expanded="true"
          onClick={() => props.onClose()}
        />
      </div>
      <div class="px-2 pb-1">
        <A
          href="/"
          end
          class="flex min-h-10 items-center gap-2.5 rounded-lg border border-line bg-bg px-3 text-sm font-medium hover:bg-hover coarse:min-h-11"
          onClick={() => props.onNavigate()}
        >
          <Icon name="newChat" class="size-4.5 text-accent" />
          {t("app.newChat")}
        </A>
        <button
          type="button"
          class="mt-1 flex min-h-10 w-full items-center gap-2.5 rounded-lg px-3 text-sm hover:bg-hover coarse:min-h-11"
          onClick={(event) => {
            openDialog({ kind: "search" }, event.currentTarget);
            props.onNavigate();
          }}
        >
          <Icon name="search" class="size-4.5 text-muted" />
          {t("sidebar.search")}
        </button>
      </div>
      <nav
        aria-label={t("sidebar.label")}
        class="min-h-0 flex-1 overflow-y-auto px-2 pb-4"
        data-scroller
      >
        <h2 class="sr-only">{t("sidebar.label")}</h2>
        <LateFolders onNavigate={() => props.onNavigate()} />
        <Late load={loadTagFilter} given={{ tag, choose: setTag }} />
        <Show
          when={tag()}
          fallback={<LateThreadList look={look} onNavigate={() => props.onNavigate()} />}
        >
          <Late
            load={loadTaggedChats}
            given={{ tag: () => tag() ?? "", onNavigate: () => props.onNavigate() }}
          />
        </Show>
      </nav>
      <SidebarFoot onNavigate={() => props.onNavigate()} />
    </div>
  );
}
