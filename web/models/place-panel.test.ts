import { expect, test } from "bun:test";
import { placePanel } from "./place-panel.ts";

const view = { left: 0, top: 0, width: 1_000, height: 800 };
const button = { left: 300, top: 740, width: 100, height: 30 };

test("the panel stands above a button at the lower edge, and below one at the upper", () => {
  expect(placePanel(button, view, false)).toEqual({
    left: "300px",
    top: "212px",
    width: "416px",
    height: "520px",
  });
  expect(placePanel({ ...button, top: 20 }, view, false)).toMatchObject({ top: "58px" });
});

test("it ends with its button where one reads from right to left", () => {
  expect(placePanel({ ...button, left: 600 }, view, true).left).toBe("284px");
});

test.each([
  [-50, false, "8px"],
  [950, false, "576px"],
  [0, true, "8px"],
])("it stays in the window beside a button at %i", (left, isRtl, expected) => {
  expect(placePanel({ ...button, left }, view, isRtl).left).toBe(expected);
});

test("on a small window it takes the lower part of what the keyboard leaves", () => {
  const small = { left: 0, top: 40, width: 360, height: 400 };
  expect(placePanel(button, small, false)).toEqual({
    left: "0px",
    top: "100px",
    width: "360px",
    height: "340px",
  });
});
