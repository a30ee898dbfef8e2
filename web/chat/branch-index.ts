import type { BranchItem } from "../../client/state/selectors.ts";
import { sameIds } from "../state/same-ids.ts";
import { toTurns } from "./turns.ts";

/** A branch by the ids of its messages and turns, for rows that look up their own part. */
export interface BranchIndex {
  items: Readonly<Record<string, BranchItem>>;
  /** The ids of each turn's messages, by its key. */
  turns: Readonly<Record<string, readonly string[]>>;
  /** Keys of the turns, oldest first. */
  turnKeys: readonly string[];
}

export const emptyBranch: BranchIndex = { items: {}, turns: {}, turnKeys: [] };

function sameItem(a: BranchItem, b: BranchItem): boolean {
  return (
    a.message === b.message &&
    a.entry === b.entry &&
    a.index === b.index &&
    sameIds(a.siblings, b.siblings)
  );
}

/** Indexes a branch. Parts equal to those of the previous index are the same objects. */
export function indexBranch(before: BranchIndex, branch: readonly BranchItem[]): BranchIndex {
  const items: Record<string, BranchItem> = {};
  for (const item of branch) {
    const known = before.items[item.id];
    items[item.id] = known && sameItem(known, item) ? known : item;
  }
  const turns: Record<string, readonly string[]> = {};
  for (const { key, messageIds } of toTurns(branch.map(({ message }) => message))) {
    const known = before.turns[key];
    turns[key] = known && sameIds(known, messageIds) ? known : messageIds;
  }
  const turnKeys = Object.keys(turns);
  return {
    items,
    turns,
    turnKeys: sameIds(before.turnKeys, turnKeys) ? before.turnKeys : turnKeys,
  };
}
