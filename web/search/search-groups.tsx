import { For, type JSX } from "solid-js";
import type { SearchGroup, SearchItem } from "./search-items.ts";
import { SearchOption } from "./search-option.tsx";
import { useSearchWords } from "./words/search-words.ts";

/** The lines of the search dialog, under their headings. */
export function SearchGroups(props: {
  groups: readonly SearchGroup[];
  options: readonly SearchItem[];
  active: number;
  idOf: (index: number) => string;
  onPoint: (index: number) => void;
  onChoose: (item: SearchItem) => void;
}): JSX.Element {
  const w = useSearchWords();
  const headings: Record<SearchGroup["kind"], () => string> = {
    filter: () => w("search.hint"),
    recent: () => w("search.recent"),
    thread: () => w("search.chats"),
    message: () => w("search.messages"),
    command: () => w("search.commands"),
  };
  return (
    <For each={props.groups}>
      {(group) => (
        <div role="group" aria-label={headings[group.kind]()}>
          <p aria-hidden="true" class="px-2.5 pt-2 pb-1 text-xs font-semibold text-muted">
            {headings[group.kind]()}
          </p>
          <For each={group.items}>
            {(item) => {
              const index = () => props.options.indexOf(item);
              return (
                <SearchOption
                  id={props.idOf(index())}
                  item={item}
                  active={index() === props.active}
                  onPoint={() => props.onPoint(index())}
                  onChoose={() => props.onChoose(item)}
                />
              );
            }}
          </For>
        </div>
      )}
    </For>
  );
}
