import { createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { Icon, type IconName } from "./icons.tsx";
import type { MenuPopupProps } from "./menu-popup.tsx";
import { createOverlay } from "./overlay.ts";

/** A menu entry: an action (called with the menu's button), or one choice of several. */
export type MenuEntry =
  | {
      kind: "action";
      label: string;
      icon: IconName;
      danger?: boolean;
      run: (button: HTMLElement) => void;
    }
  | {
      kind: "choice";
      label: string;
      value: string;
      options: readonly { value: string; label: string }[];
      choose: (value: string) => void;
    };

interface MenuButtonProps {
  /** Names the button and the menu. */
  label: string;
  entries: readonly MenuEntry[];
  icon: IconName;
  /** Text beside the icon; without it, the button shows only the icon. */
  children?: JSX.Element;
  class?: string;
  /** -1 for a button that is reached from what it belongs to. */
  tabindex?: number;
}

/** A button with a menu. The menu's code is loaded when a pointer or the focus comes near. */
export function MenuButton(props: MenuButtonProps): JSX.Element {
  const [button, setButton] = createSignal<HTMLButtonElement>();
  const popup = createOverlay<MenuPopupProps, true>(
    async () => (await import("./menu-popup.tsx")).MenuPopup,
  );
  const open = () => popup.request() !== null;
  const setOpen = (wanted: boolean) => (wanted ? void popup.show(true) : popup.close());

  return (
    <>
      <button
        ref={setButton}
        type="button"
        tabindex={props.tabindex}
        aria-haspopup="menu"
        aria-expanded={open()}
        aria-label={props.label}
        title={props.label}
        class={props.class}
        onPointerEnter={() => popup.prepare()}
        onFocus={() => popup.prepare()}
        // A menu whose code comes late does not take the focus from elsewhere.
        onBlur={() => popup.component() ?? popup.close()}
        onClick={() => setOpen(!open())}
        // Until the menu has the focus, Escape closes it and nothing around the button.
        onKeyDown={(event) => {
          if (event.key !== "Escape" || !open()) return;
          event.preventDefault();
          setOpen(false);
        }}
      >
        <Icon name={props.icon} class="size-5 shrink-0" />
        {props.children}
      </button>
      <Show when={button()}>
        {(anchor) => (
          <Show when={popup.component()}>
            {(component) => (
              <Dynamic
                component={component()}
                label={props.label}
                entries={props.entries}
                anchor={anchor()}
                open={open()}
                onOpenChange={setOpen}
              />
            )}
          </Show>
        )}
      </Show>
    </>
  );
}
