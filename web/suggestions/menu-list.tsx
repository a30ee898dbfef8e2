import { type Accessor, For, type JSX, Show } from "solid-js";
import { Icon } from "../ui/icons.tsx";
import type { MenuGroup, MenuItem } from "./menu-items.ts";
import type { Trigger } from "./trigger.ts";
import { useComposerMenuWords } from "./words/menu-words.ts";

export interface MenuListProps {
  listId: string;
  kind: Accessor<Trigger["kind"]>;
  groups: Accessor<readonly MenuGroup[]>;
  options: Accessor<readonly MenuItem[]>;
  /** The place of the option that the keyboard is at. */
  active: Accessor<number>;
  setActive: (place: number) => void;
  idOf: (item: MenuItem) => string;
}

/** The list over the composer; the focus stays in the text field. */
export function MenuList(props: MenuListProps): JSX.Element {
  const w = useComposerMenuWords();
  return (
    <>
      <Show when={props.options().length > 0}>
        <div
          id={props.listId}
          role="listbox"
          aria-label={w(`menu.${props.kind()}`)}
          class="absolute inset-x-0 bottom-full z-30 mb-1.5 max-h-[min(20rem,45dvh)] overflow-y-auto rounded-card border border-line bg-bg p-1.5 text-fg shadow-float"
          // A press would take the focus from the field.
          onMouseDown={(event) => event.preventDefault()}
        >
          <For each={props.groups()}>
            {(group) => (
              <div role="group" aria-label={w(`group.${group.kind}`)}>
                <p aria-hidden="true" class="px-2.5 pt-2 pb-1 text-xs font-semibold text-muted">
                  {w(`group.${group.kind}`)}
                </p>
                <For each={group.items}>
                  {(item) => (
                    <Option
                      id={props.idOf(item)}
                      item={item}
                      active={props.options()[props.active()] === item}
                      onPoint={() => props.setActive(props.options().indexOf(item))}
                    />
                  )}
                </For>
              </div>
            )}
          </For>
        </div>
      </Show>
      <p role="status" class="sr-only">
        {props.options().length > 0 ? w("count", props.options().length) : ""}
      </p>
    </>
  );
}

function Option(props: {
  id: string;
  item: MenuItem;
  active: boolean;
  onPoint: () => void;
}): JSX.Element {
  return (
    <div
      id={props.id}
      role="option"
      tabindex="-1"
      aria-selected={props.active}
      class="flex min-h-9 cursor-default items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm select-none coarse:min-h-11"
      classList={{ "bg-hover": props.active }}
      onPointerMove={() => props.onPoint()}
      onClick={() => props.item.run()}
    >
      <Icon name={props.item.icon} class="size-4 shrink-0 text-muted" />
      <span class="min-w-0 flex-1 truncate">
        <bdi>{props.item.label}</bdi>
        <Show when={props.item.note}>
          {(note) => (
            // The margin is the outer one's, whose direction is the menu's and not the text's.
            <span class="ms-2 text-muted">
              <bdi>{note()}</bdi>
            </span>
          )}
        </Show>
      </span>
    </div>
  );
}
