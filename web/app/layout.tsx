import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useI18n } from "../i18n/i18n.tsx";
import type { DrawerProps } from "../sidebar/drawer.tsx";
import { Sidebar } from "../sidebar/sidebar.tsx";
import { createSidebarFrame } from "../sidebar/sidebar-frame.ts";
import { createMediaQuery } from "../state/media-query.ts";
import { createSafeStorage, findStorage } from "../state/safe-storage.ts";
import { createStranger } from "../state/stranger.ts";
import { Late } from "../ui/late.tsx";
import { createOverlay } from "../ui/overlay.ts";
import { DrawerContext } from "../ui/sidebar-button.tsx";

const loadSidebarEdge = async () => (await import("../sidebar/sidebar-edge.tsx")).SidebarEdge;

/** The sidebar beside the page, or over it on narrow screens. */
export function Layout(props: { children: JSX.Element }): JSX.Element {
  const { t } = useI18n();
  const absent = createStranger();
  const narrow = createMediaQuery("(max-width: 47.99rem)");
  const drawer = createOverlay<DrawerProps, true>(
    async () => (await import("../sidebar/drawer.tsx")).Drawer,
  );
  const frame = createSidebarFrame(createSafeStorage(findStorage(() => localStorage)));
  const open = () => (narrow() ? drawer.request() !== null : frame.isOpen());
  let main: HTMLElement | undefined;
  let aside: HTMLElement | undefined;
  let opener: HTMLElement | undefined;

  /** Opens or closes the sidebar beside the page. The focus goes from its button to the other one. */
  function setOpen(isOpen: boolean): void {
    const hadFocus = (isOpen ? main : aside)?.contains(document.activeElement);
    frame.setOpen(isOpen);
    const button = (isOpen ? aside : main)?.querySelector<HTMLElement>("[data-sidebar-toggle]");
    if (hadFocus) button?.focus();
  }

  function show(button?: HTMLElement): void {
    opener = button;
    if (narrow()) void drawer.show(true);
    else setOpen(true);
  }

  return (
    <DrawerContext.Provider
      value={{
        narrow,
        absent,
        open,
        prepare: () => narrow() && drawer.prepare(),
        show,
        toggle() {
          if (absent()) return;
          if (!open()) show();
          else if (narrow()) drawer.close();
          else setOpen(false);
        },
      }}
    >
      <a
        href="#main"
        class="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
        onClick={(event) => {
          event.preventDefault();
          main?.focus();
        }}
      >
        {t("app.skip")}
      </a>
      <div class="flex h-dvh">
        <Show
          when={narrow()}
          fallback={
            <aside
              ref={aside}
              id="sidebar"
              aria-label={t("sidebar.label")}
              hidden={absent() || !frame.isOpen()}
              class="relative max-w-1/2 shrink-0 border-e border-line"
              style={{ width: `${frame.width()}px` }}
            >
              <Sidebar onNavigate={() => {}} onClose={() => setOpen(false)} closeIcon="sidebar" />
              <Late load={loadSidebarEdge} given={{ frame, controls: "sidebar" }} />
            </aside>
          }
        >
          <Show when={drawer.component()}>
            {(component) => (
              <Dynamic
                component={component()}
                open={open()}
                onOpenChange={(wanted) => (wanted ? void drawer.show(true) : drawer.close())}
                onClosed={() => opener?.isConnected && opener.focus()}
              />
            )}
          </Show>
        </Show>
        <main
          ref={main}
          id="main"
          tabindex="-1"
          class="relative flex min-w-0 flex-1 flex-col outline-none"
        >
          {props.children}
        </main>
      </div>
    </DrawerContext.Provider>
  );
}
