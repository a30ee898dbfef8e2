import { expect, test } from "bun:test";
import { createRoot, createSignal } from "solid-js";
import { between, createThreadSelection } from "./selection.ts";

test("a range is the same in both directions, and a lone entry where its other end is gone", () => {
  const list = ["a", "b", "c", "d"];
  expect(between(list, "b", "d")).toEqual(["b", "c", "d"]);
  expect(between(list, "d", "b")).toEqual(["b", "c", "d"]);
  expect(between(list, "gone", "c")).toEqual(["c"]);
});

test("threads are selected one by one, as a range, all, and no longer once they leave the list", () => {
  createRoot((dispose) => {
    const [order, setOrder] = createSignal(["a", "b", "c", "d"]);
    const selection = createThreadSelection(order);
    expect(selection.isOn()).toBe(false);
    selection.toggle("d");
    selection.toggle("b");
    expect(selection.ids()).toEqual(["b", "d"]);
    selection.extendTo("c");
    expect(selection.ids()).toEqual(["b", "c", "d"]);
    selection.toggle("b");
    setOrder(["a", "b", "c"]);
    expect(selection.ids()).toEqual(["c"]);
    selection.all();
    expect(selection.ids()).toEqual(["a", "b", "c"]);
    selection.clear();
    expect(selection.isOn()).toBe(false);
    dispose();
  });
});
