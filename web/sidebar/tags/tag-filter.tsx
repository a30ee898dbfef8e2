import { createEffect, createMemo, type JSX, Show } from "solid-js";
import { createKnownTags } from "../../tags/known-tags.ts";
import { useTagWords } from "../../tags/words/tag-words.ts";
import { MenuButton } from "../../ui/menu.tsx";

/** Tags in the menu: of more, the search finds the chats. */
const mostShown = 100;

/** Chooses a tag whose chats alone are listed; only shown to people who have tags. */
export function TagFilter(props: {
  tag: () => string | null;
  choose: (tag: string | null) => void;
}): JSX.Element {
  const w = useTagWords();
  const known = createKnownTags();
  const tags = createMemo(() => {
    const shown = known().slice(0, mostShown);
    const chosen = props.tag();
    return chosen === null || shown.includes(chosen) ? shown : [chosen, ...shown];
  });
  // The last chat has lost the chosen tag.
  createEffect(() => {
    const chosen = props.tag();
    if (chosen !== null && known().length > 0 && !known().includes(chosen)) props.choose(null);
  });
  const label = () => {
    const chosen = props.tag();
    return chosen === null ? w("filter") : w("filter.chosen", chosen);
  };
  return (
    <Show when={tags().length > 0}>
      <MenuButton
        label={label()}
        icon="tag"
        entries={[
          {
            kind: "choice",
            label: w("filter"),
            // Tags are never empty.
            value: props.tag() ?? "",
            options: [
              { value: "", label: w("all") },
              ...tags().map((tag) => ({ value: tag, label: tag })),
            ],
            choose: (value) => props.choose(value === "" ? null : value),
          },
        ]}
        class="mt-1 flex min-h-9 w-full items-center gap-2 rounded-lg px-3 text-sm text-muted hover:bg-hover hover:text-fg coarse:min-h-11"
      >
        <span dir="auto" class="min-w-0 flex-1 truncate text-start">
          {props.tag() ?? w("filter")}
        </span>
      </MenuButton>
    </Show>
  );
}
