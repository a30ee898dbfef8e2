import { expect, test } from "bun:test";
import { pictureBox } from "./picture-box.ts";

test("a picture keeps its proportions, and is never enlarged", () => {
  expect(pictureBox({ width: 1600, height: 800 }, true)).toEqual({ width: 320, height: 160 });
  expect(pictureBox({ width: 800, height: 1600 }, true)).toEqual({ width: 160, height: 320 });
  expect(pictureBox({ width: 100, height: 60 }, true)).toEqual({ width: 100, height: 60 });
});

test("beside others it is smaller", () => {
  expect(pictureBox({ width: 1600, height: 800 }, false)).toEqual({ width: 200, height: 100 });
});

test("one that is a thin line, or a dot, can still be hit", () => {
  expect(pictureBox({ width: 4000, height: 10 }, true)).toEqual({ width: 320, height: 48 });
  expect(pictureBox({ width: 1, height: 1 }, true)).toEqual({ width: 48, height: 48 });
});
