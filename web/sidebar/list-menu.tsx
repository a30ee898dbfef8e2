import type { JSX } from "solid-js";
import { MenuButton } from "../ui/menu.tsx";
import { type ListLook, threadSorts } from "./list-look.ts";
import { useMenuWords } from "./words/menu-words.ts";

/** The menu with the list's order and filter. */
export function ListMenu(props: { look: ListLook }): JSX.Element {
  const w = useMenuWords();
  return (
    <MenuButton
      label={w("list.label")}
      icon="filter"
      entries={[
        {
          kind: "choice",
          label: w("list.sort"),
          value: props.look.sort(),
          options: threadSorts.map((value) => ({ value, label: w(`list.sort.${value}`) })),
          choose: props.look.setSort,
        },
        {
          kind: "choice",
          label: w("list.show"),
          value: props.look.onlyUnread() ? "unread" : "all",
          options: [
            { value: "all", label: w("list.show.all") },
            { value: "unread", label: w("list.show.unread") },
          ],
          choose: (value) => props.look.setOnlyUnread(value === "unread"),
        },
      ]}
      class={`inline-flex size-9 items-center justify-center rounded-lg hover:bg-hover hover:text-fg coarse:size-11 ${props.look.isUnusual() ? "bg-hover text-accent" : "text-muted"}`}
    />
  );
}
