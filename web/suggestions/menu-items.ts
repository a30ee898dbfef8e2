import { fitsLabel } from "../ui/fits-label.ts";
import type { IconName } from "../ui/icons.tsx";

/** The headings of the menus. */
export type MenuGroupKind = "own" | "shared" | "commands" | "assistants" | "models";

/** A line of a menu. */
export interface MenuItem {
  /** Unique in its menu. */
  id: string;
  group: MenuGroupKind;
  icon: IconName;
  label: string;
  /** More about it; empty for nothing. */
  note: string;
  /** Whether it was found already, by what the label does not show. */
  isFound?: boolean;
  run: () => void;
}

/** Lines under a heading. */
export interface MenuGroup {
  kind: MenuGroupKind;
  items: readonly MenuItem[];
}

/** Most lines: beyond that, typing is quicker than looking. */
const mostShown = 60;

/** The items that fit what is typed, by group, in the given order. */
export function groupMenu(items: readonly MenuItem[], query: string): MenuGroup[] {
  const fitting = items
    .filter(({ isFound, label }) => isFound || fitsLabel(label, query))
    .slice(0, mostShown);
  const kinds = [...new Set(fitting.map(({ group }) => group))];
  return kinds.map((kind) => ({ kind, items: fitting.filter(({ group }) => group === kind) }));
}
