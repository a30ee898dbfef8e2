import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icons.tsx";
import { useDialogs } from "../ui/open-dialog.ts";
import { SidebarFoot } from "./sidebar-foot.tsx";
import { ThreadList } from "./thread-list.tsx";

/** New chat, the threads, and the settings. `onClose` is given when it is a drawer. */
export function Sidebar(props: { onNavigate: () => void; onClose?: () => void }): JSX.Element {
  const { t } = useI18n();
  const openDialog = useDialogs();
  return (
    <div class="flex h-full flex-col bg-subtle">
      <div class="flex items-center justify-between min-h-12 gap-2 p-2 ps-4">
        <span class="font-semibold tracking-tight">{t("app.name")}</span>
        <Show when={props.onClose}>
          {(close) => (
            <IconButton icon="close" label={t("sidebar.close")} onClick={() => close()()} />
          )}
        </Show>
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
        <ThreadList onNavigate={() => props.onNavigate()} />
      </nav>
      <SidebarFoot onNavigate={() => props.onNavigate()} />
    </div>
  );
}
