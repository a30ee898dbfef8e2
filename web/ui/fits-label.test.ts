import { expect, test } from "bun:test";
import { fitsLabel } from "./fits-label.ts";

test("typed words begin words of the label, whatever their case and accents", () => {
  expect(fitsLabel("Résumé of the day", "DAY resu")).toBe(true);
  expect(fitsLabel("Settings: Devices", "dev")).toBe(true);
  expect(fitsLabel("New chat", "ew")).toBe(false);
  expect(fitsLabel("New chat", "new approach")).toBe(false);
});

test("without blanks between words, any part of a label fits", () => {
  expect(fitsLabel("归档此聊天", "聊天")).toBe(true);
  expect(fitsLabel("新しいチャット", "チャット")).toBe(true);
  expect(fitsLabel("새 채팅방", "팅방")).toBe(true);
  expect(fitsLabel("归档此聊天", "设置")).toBe(false);
});
