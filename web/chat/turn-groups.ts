/**
 * Maximum number of turns in a group: of a thousand turns, the browser then checks forty groups per
 * frame.
 */
const turnsInGroup = 25;

/** Turns in one element, oldest first. */
export interface TurnGroup {
  id: number;
  keys: readonly string[];
}

/**
 * Groups a conversation's turns. A turn stays in its group however many are added before and after,
 * and an unchanged group is the same object.
 */
export function groupTurns(
  before: readonly TurnGroup[],
  keys: readonly string[],
): readonly TurnGroup[] {
  const { groups, from, to } = keepGroups(before, keys);
  let nextId = 1 + before.reduce((highest, { id }) => Math.max(highest, id), 0);
  for (const key of keys.slice(0, from).reverse()) {
    const [first] = groups;
    if (first && first.keys.length < turnsInGroup)
      groups[0] = { id: first.id, keys: [key, ...first.keys] };
    else groups.unshift({ id: nextId++, keys: [key] });
  }
  for (const key of keys.slice(to)) {
    const last = groups.at(-1);
    if (last && last.keys.length < turnsInGroup)
      groups[groups.length - 1] = { id: last.id, keys: [...last.keys, key] };
    else groups.push({ id: nextId++, keys: [key] });
  }
  return groups;
}

/** The groups whose turns are still there in the same order, from `from` to `to`. */
function keepGroups(before: readonly TurnGroup[], keys: readonly string[]) {
  const groups: TurnGroup[] = [];
  const from = Math.max(0, keys.indexOf(before[0]?.keys[0] ?? ""));
  let to = from;
  for (const group of before) {
    const start = to;
    const kept = group.keys.filter((key) => {
      if (key !== keys[to]) return false;
      to++;
      return true;
    });
    if (kept.length === group.keys.length) groups.push(group);
    else {
      if (to > start) groups.push({ id: group.id, keys: kept });
      break;
    }
  }
  return { groups, from: groups.length > 0 ? from : 0, to: groups.length > 0 ? to : 0 };
}
