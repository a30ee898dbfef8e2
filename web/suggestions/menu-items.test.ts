import { expect, test } from "bun:test";
import { groupMenu, type MenuGroupKind, type MenuItem } from "./menu-items.ts";

const item = (group: MenuGroupKind, label: string, change: Partial<MenuItem> = {}): MenuItem => ({
  id: label,
  group,
  icon: "document",
  label,
  note: "",
  run: () => undefined,
  ...change,
});

const items = [
  item("own", "Résumé"),
  item("own", "Say it simply"),
  item("shared", "House rules"),
  item("commands", "New chat"),
];

const shown = (query: string) =>
  groupMenu(items, query).map(({ kind, items: lines }) => [kind, lines.map(({ label }) => label)]);

test("everything is shown before anything is typed, in groups", () => {
  expect(shown("")).toEqual([
    ["own", ["Résumé", "Say it simply"]],
    ["shared", ["House rules"]],
    ["commands", ["New chat"]],
  ]);
});

test("words are found by their beginnings, whatever their accents", () => {
  expect(shown("RESU")).toEqual([["own", ["Résumé"]]]);
  expect(shown("simp say")).toEqual([["own", ["Say it simply"]]]);
  expect(shown("ew")).toEqual([]);
  expect(shown("new approach")).toEqual([]);
});

test("what a server has found is shown whatever its label", () => {
  const found = item("models", "Large", { isFound: true });
  expect(groupMenu([found], "org/7b")).toEqual([{ kind: "models", items: [found] }]);
});
