import * as DropdownMenu from "@kobalte/core/dropdown-menu";
import { For, type JSX } from "solid-js";
import { Icon } from "./icons.tsx";
import type { MenuEntry } from "./menu.tsx";

export interface MenuPopupProps {
  label: string;
  entries: readonly MenuEntry[];
  anchor: HTMLElement;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const itemClass =
  "flex min-h-9 items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm outline-none select-none data-highlighted:bg-hover coarse:min-h-11";

function Choice(props: { entry: Extract<MenuEntry, { kind: "choice" }> }): JSX.Element {
  return (
    <DropdownMenu.RadioGroup
      value={props.entry.value}
      onChange={(value) => props.entry.choose(value)}
    >
      <DropdownMenu.GroupLabel class="px-2.5 pt-2 pb-1 text-xs font-semibold text-muted">
        {props.entry.label}
      </DropdownMenu.GroupLabel>
      <For each={props.entry.options}>
        {(option) => (
          <DropdownMenu.RadioItem class={itemClass} value={option.value}>
            <span class="flex size-4 shrink-0 items-center">
              <DropdownMenu.ItemIndicator>
                <Icon name="check" class="size-4 text-accent" />
              </DropdownMenu.ItemIndicator>
            </span>
            <span class="min-w-0 wrap-anywhere">{option.label}</span>
          </DropdownMenu.RadioItem>
        )}
      </For>
    </DropdownMenu.RadioGroup>
  );
}

/**
 * Where the menu is inserted: inside the landmark or dialog of its button, where screen readers
 * expect it and a dialog allows it.
 */
function home(anchor: HTMLElement): Element {
  return anchor.closest("[role=dialog], aside, main") ?? document.body;
}

/** The menu itself. A separate module, because its code is only needed once a menu is opened. */
export function MenuPopup(props: MenuPopupProps): JSX.Element {
  /** The user clicked elsewhere: the focus belongs there, not back on the button. */
  let left = false;
  /** Runs after the menu is gone, so that a dialog it opens gets the focus last. */
  let chosen: (() => void) | null = null;
  return (
    <DropdownMenu.Root
      open={props.open}
      onOpenChange={(open) => props.onOpenChange(open)}
      modal={false}
      getAnchorRect={() => props.anchor.getBoundingClientRect()}
      placement="bottom-start"
      gutter={4}
    >
      <DropdownMenu.Portal mount={home(props.anchor)}>
        <DropdownMenu.Content
          aria-label={props.label}
          class="z-50 max-h-[80dvh] max-w-[calc(100vw-1rem)] min-w-48 overflow-y-auto rounded-card border border-line bg-bg p-1.5 text-fg shadow-float outline-none"
          onOpenAutoFocus={() => (left = false)}
          onInteractOutside={(event) => {
            const target = event.detail.originalEvent.target;
            // The button closes its menu itself.
            if (target instanceof Node && props.anchor.contains(target)) event.preventDefault();
            else left = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!left) props.anchor.focus();
            chosen?.();
            chosen = null;
          }}
        >
          <For each={props.entries}>
            {(entry) =>
              entry.kind === "choice" ? (
                <Choice entry={entry} />
              ) : (
                <DropdownMenu.Item
                  class={`${itemClass} ${entry.danger ? "text-danger" : ""}`}
                  onSelect={() => (chosen = () => entry.run(props.anchor))}
                >
                  <Icon name={entry.icon} class="size-4" />
                  {entry.label}
                </DropdownMenu.Item>
              )
            }
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
