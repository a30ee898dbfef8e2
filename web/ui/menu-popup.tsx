import * as DropdownMenu from "@kobalte/core/dropdown-menu";
import { Index, type JSX, Show } from "solid-js";
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

function Choice(props: {
  entry: Extract<MenuEntry, { kind: "choice" }>;
  /** Whether the menu closes with a choice. */
  closes: boolean;
}): JSX.Element {
  return (
    <DropdownMenu.RadioGroup
      value={props.entry.value}
      onChange={(value) => props.entry.choose(value)}
    >
      <DropdownMenu.GroupLabel class="px-2.5 pt-2 pb-1 text-xs font-semibold text-muted">
        {props.entry.label}
      </DropdownMenu.GroupLabel>
      {/* By place, so that an item keeps its element, and the focus, when its words change. */}
      <Index each={props.entry.options}>
        {(option) => (
          <DropdownMenu.RadioItem
            class={itemClass}
            value={option().value}
            closeOnSelect={props.closes}
          >
            <span class="flex size-4 shrink-0 items-center">
              <DropdownMenu.ItemIndicator>
                <Icon name="check" class="size-4 text-accent" />
              </DropdownMenu.ItemIndicator>
            </span>
            <span class="min-w-0 wrap-anywhere">{option().label}</span>
          </DropdownMenu.RadioItem>
        )}
      </Index>
    </DropdownMenu.RadioGroup>
  );
}

function Action(props: {
  entry: Extract<MenuEntry, { kind: "action" }>;
  onSelect: () => void;
}): JSX.Element {
  return (
    <DropdownMenu.Item
      class={`${itemClass} ${props.entry.danger ? "text-danger" : ""}`}
      onSelect={() => props.onSelect()}
    >
      <Icon name={props.entry.icon} class="size-4" />
      {props.entry.label}
    </DropdownMenu.Item>
  );
}

function asChoice(entry: MenuEntry) {
  return entry.kind === "choice" ? entry : null;
}

function asAction(entry: MenuEntry) {
  return entry.kind === "action" ? entry : null;
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
          <Index each={props.entries}>
            {(entry) => (
              <>
                <Show when={asChoice(entry())}>
                  {(choice) => <Choice entry={choice()} closes={props.entries.length === 1} />}
                </Show>
                <Show when={asAction(entry())}>
                  {(action) => (
                    <Action
                      entry={action()}
                      onSelect={() => {
                        const { run } = action();
                        chosen = () => run(props.anchor);
                      }}
                    />
                  )}
                </Show>
              </>
            )}
          </Index>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
