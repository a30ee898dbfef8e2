import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { Icon } from "./icons.tsx";
import { SidebarButton, useWholeWidth } from "./sidebar-button.tsx";

/**
 * The header of a page: its title and, where the sidebar is not beside it, the buttons for the
 * sidebar and a new chat.
 */
export function PageHeader(props: {
  title: string;
  /**
   * Whether the title is the page's heading; pages with their own heading show it only visually.
   */
  heading: boolean;
  /** Other controls of the page, after its title. */
  children?: JSX.Element;
}): JSX.Element {
  const { t } = useI18n();
  const isWhole = useWholeWidth();
  return (
    <header class="flex min-h-12 shrink-0 items-center gap-1 border-b border-transparent px-2 md:px-4 max-md:border-line">
      <SidebarButton />
      <Show
        when={props.heading}
        fallback={
          <div
            dir="auto"
            class="min-w-0 flex-1 truncate px-1 text-sm font-medium"
            classList={{ "md:invisible": !isWhole() }}
          >
            {props.title}
          </div>
        }
      >
        <h1 dir="auto" class="min-w-0 flex-1 truncate px-1 text-sm font-medium" title={props.title}>
          {props.title}
        </h1>
      </Show>
      {props.children}
      <Show when={isWhole()}>
        <A
          href="/"
          aria-label={t("app.newChat")}
          title={t("app.newChat")}
          class="inline-flex size-9 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-fg coarse:size-11"
        >
          <Icon name="newChat" />
        </A>
      </Show>
    </header>
  );
}
