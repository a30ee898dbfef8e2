import { expect, test } from "bun:test";
import { createBoundedLabel } from "./bounded-label.ts";

test("the first values are told by name, all later ones as one", () => {
  const label = createBoundedLabel(2);
  expect(["a", "b", "c", "a", "d", "b"].map(label)).toEqual(["a", "b", "other", "a", "other", "b"]);
});
