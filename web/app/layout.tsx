import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { useI18n } from "../i18n/i18n.tsx";
import type { DrawerProps } from "../sidebar/drawer.tsx";
import { Sidebar } from "../sidebar/sidebar.tsx";
import { createMediaQuery } from "../state/media-query.ts";
import { createOverlay } from "../ui/overlay.ts";
import { DrawerContext } from "../ui/sidebar-button.tsx";
import { loadModule } from "../loading/load-module.ts";

/** The sidebar beside the page, or over it on narrow screens. */
export function Layout(props: { children: JSX.Element }): JSX.Element {
  const { t } = useI18n();
  const narrow = createMediaQuery("(max-width: 47.99rem)");
  const drawer = createOverlay<DrawerProps, true>(
    async () => (await loadModule(() => import("../sidebar/drawer.tsx"))).Drawer,
  );
  const open = () => drawer.request() !== null;
  let main: HTMLElement | undefined;
  let opener: HTMLElement | undefined;

  return (
    <DrawerContext.Provider
      value={{
        narrow,
        open,
        prepare: () => drawer.prepare(),
        show(button) {
          opener = button;
          void drawer.show(true);
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
            <aside aria-label={t("sidebar.label")} class="w-68 shrink-0 border-e border-line">
              <Sidebar onNavigate={() => {}} />
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
