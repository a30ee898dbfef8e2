import { type Accessor, createContext, type JSX, Show, useContext } from "solid-js";
import { useI18n } from "../i18n/i18n.tsx";
import { IconButton } from "./button.tsx";

/** The sidebar as a drawer, on screens too narrow to show it permanently. */
export interface DrawerControl {
  narrow: Accessor<boolean>;
  open: Accessor<boolean>;
  /** A tap or the focus is near: starts loading the drawer's code. */
  prepare(): void;
  /** `button` gets the focus back when the drawer closes. */
  show(button: HTMLElement): void;
}

/** Provided by the layout. */
export const DrawerContext = createContext<DrawerControl>();

/** Opens the sidebar where it is a drawer. */
export function SidebarButton(): JSX.Element {
  const { t } = useI18n();
  const drawer = useContext(DrawerContext);
  return (
    <Show when={drawer?.narrow() && drawer}>
      {(control) => (
        <IconButton
          icon="menu"
          label={t("sidebar.open")}
          aria-haspopup="dialog"
          aria-expanded={control().open()}
          onPointerDown={() => control().prepare()}
          onFocus={() => control().prepare()}
          onClick={(event) => control().show(event.currentTarget)}
        />
      )}
    </Show>
  );
}
