import { expect, test } from "bun:test";
import { createSafeStorage } from "../state/safe-storage.ts";
import { createSidebarFrame, sidebarWidths } from "./sidebar-frame.ts";

test("a device starts with the sidebar open, and keeps how it was left", () => {
  const storage = createSafeStorage(null);
  const first = createSidebarFrame(storage);
  expect([first.isOpen(), first.width()]).toEqual([true, sidebarWidths.usual]);
  first.setOpen(false);
  first.setWidth(333.4);
  expect(createSidebarFrame(storage).width()).toBe(sidebarWidths.usual);
  first.keepWidth();
  const second = createSidebarFrame(storage);
  expect([second.isOpen(), second.width()]).toEqual([false, 333]);
  second.setOpen(true);
  expect(createSidebarFrame(storage).isOpen()).toBe(true);
});

test("the width stays within the limits, whatever is stored", () => {
  const storage = createSafeStorage(null);
  for (const [stored, width] of [
    ["9999", sidebarWidths.most],
    ["-3", sidebarWidths.least],
    ["wide", sidebarWidths.usual],
  ] as const) {
    storage.setItem("chatkit.sidebar.width", stored);
    expect(createSidebarFrame(storage).width()).toBe(width);
  }
});
