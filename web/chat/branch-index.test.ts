import { expect, test } from "bun:test";
import type { BranchItem } from "../../client/state/selectors.ts";
import { emptyBranch, indexBranch } from "./branch-index.ts";

const message = (id: string, role: "user" | "assistant") => ({
  id,
  threadId: "t",
  parentId: null,
  seq: 1,
  role,
  text: "",
  createdAt: "2026-11-23T10:00:00.000Z",
  generation: null,
});
const item = (of: BranchItem["message"], siblings = [of.id]): BranchItem => ({
  id: of.id,
  message: of,
  siblings,
  index: siblings.indexOf(of.id),
  entry: null,
});

test("a longer branch keeps the parts that did not change", () => {
  const [u, a, u2] = [message("u", "user"), message("a", "assistant"), message("u2", "user")];
  const before = indexBranch(emptyBranch, [item(u), item(a)]);
  const after = indexBranch(before, [item(u), item(a), item(u2)]);
  expect(after.turnKeys).toEqual(["u", "u2"]);
  expect(after.turns["u"]).toBe(before.turns["u"] ?? []);
  expect(after.items["a"]).toBe(before.items["a"] ?? item(a));
});

test("another sibling, another text and a longer turn are other parts", () => {
  const [u, a] = [message("u", "user"), message("a", "assistant")];
  const before = indexBranch(emptyBranch, [item(u)]);
  const after = indexBranch(before, [item(u, ["u", "u3"]), item(a)]);
  expect(after.items["u"]?.siblings).toEqual(["u", "u3"]);
  expect(after.turns["u"]).toEqual(["u", "a"]);
  expect(after.turnKeys).toBe(before.turnKeys);
  const edited = { ...u, text: "new" };
  expect(indexBranch(after, [item(edited)]).items["u"]?.message).toBe(edited);
});
