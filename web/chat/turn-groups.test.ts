import { expect, test } from "bun:test";
import { groupTurns, type TurnGroup } from "./turn-groups.ts";

const keys = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `t${from + i}`);
const all = (groups: readonly TurnGroup[]) => groups.flatMap((group) => group.keys);
const groupOf = (groups: readonly TurnGroup[], key: string) =>
  groups.find((group) => group.keys.includes(key))?.id;

test("turns stay in order and in their groups, whatever comes before and after them", () => {
  let groups: readonly TurnGroup[] = [];
  const home = new Map<string, number | undefined>();
  for (const [from, to] of [
    [96, 100],
    [95, 100],
    [60, 100],
    [60, 101],
    [0, 103],
  ] as const) {
    groups = groupTurns(groups, keys(from, to));
    expect(all(groups)).toEqual(keys(from, to));
    for (const key of keys(from, to)) {
      if (home.has(key)) expect(groupOf(groups, key)).toBe(home.get(key));
      home.set(key, groupOf(groups, key));
    }
  }
  expect(Math.max(...groups.map((group) => group.keys.length))).toBeLessThanOrEqual(25);
  expect(new Set(groups.map((group) => group.id)).size).toBe(groups.length);
});

test("a new turn leaves every group but the last as it is", () => {
  const before = groupTurns([], keys(0, 90));
  const after = groupTurns(before, keys(0, 91));
  for (const [at, group] of before.slice(0, -1).entries()) expect(after[at]).toBe(group);
  expect(groupTurns(after, keys(0, 91))).toEqual([...after]);
});

test("where a branch takes another way, the turns before it stay", () => {
  const before = groupTurns([], keys(0, 60));
  const branch = [...keys(0, 30), "x", "y"];
  const after = groupTurns(before, branch);
  expect(all(after)).toEqual(branch);
  expect(after[0]).toBe(before[0] ?? { id: -1, keys: [] });
});

test("another conversation has groups of its own", () => {
  const before = groupTurns([], keys(0, 60));
  const after = groupTurns(before, keys(100, 130));
  expect(all(after)).toEqual(keys(100, 130));
  expect(after.some(({ id }) => before.some((group) => group.id === id))).toBe(false);
});
