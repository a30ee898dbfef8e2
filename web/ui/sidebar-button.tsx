import { type Accessor, createContext, type JSX, Show, useContext } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { IconButton } from "./button.tsx";

/** The sidebar: beside the page, or a drawer on screens too narrow for that. */
export interface DrawerControl {
  narrow: Accessor<boolean>;
  /** There is none for a stranger, who has no chats. */
  absent: Accessor<boolean>;
  /** The sidebar is on the screen. */
  open: Accessor<boolean>;
  /** A tap or the focus is near: starts loading the drawer's code. */
  prepare(): void;
  /** Opens it. `button` gets the focus back when the drawer closes. */
  show(button: HTMLElement): void;
  /** Opens or closes it, for a shortcut. */
  toggle(): void;
}

/** Provided by the layout. */
export const DrawerContext = createContext<DrawerControl>();

/** Whether the page has the width of the window to itself. */
export function useWholeWidth(): Accessor<boolean> {
  const drawer = useContext(DrawerContext);
  return () => drawer !== undefined && !drawer.absent() && (drawer.narrow() || !drawer.open());
}

/** Opens the sidebar where it is a drawer, or closed. */
export function SidebarButton(): JSX.Element {
  const { t } = useI18n();
  const drawer = useContext(DrawerContext);
  const isWhole = useWholeWidth();
  return (
    <Show when={isWhole() && drawer}>
      {(control) => (
        <IconButton
          icon={control().narrow() ? "menu" : "sidebar"}
          iconClass="size-5 rtl:-scale-x-100"
          label={t("sidebar.open")}
          data-sidebar-toggle
          aria-haspopup={control().narrow() ? "dialog" : undefined}
          aria-expanded={control().open()}
          onPointerDown={() => control().prepare()}
          onFocus={() => control().prepare()}
          onClick={(event) => control().show(event.currentTarget)}
        />
      )}
    </Show>
  );
}
