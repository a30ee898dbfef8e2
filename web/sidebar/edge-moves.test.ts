import { expect, test } from "bun:test";
import { widthAfterKey } from "./edge-moves.ts";
import { sidebarWidths } from "./sidebar-frame.ts";

test("arrows move the edge the way they point, also where the sidebar is at the right", () => {
  expect(widthAfterKey("ArrowRight", { width: 300, isRtl: false })).toBe(316);
  expect(widthAfterKey("ArrowLeft", { width: 300, isRtl: false })).toBe(284);
  expect(widthAfterKey("ArrowRight", { width: 300, isRtl: true })).toBe(284);
  expect(widthAfterKey("ArrowLeft", { width: 300, isRtl: true })).toBe(316);
});

test("Home and End are the limits; other keys do nothing", () => {
  expect(widthAfterKey("Home", { width: 300, isRtl: false })).toBe(sidebarWidths.least);
  expect(widthAfterKey("End", { width: 300, isRtl: true })).toBe(sidebarWidths.most);
  expect(widthAfterKey("a", { width: 300, isRtl: false })).toBeNull();
});
