import { expect, test } from "bun:test";
import { findTarget, isOwn } from "./targets.ts";

test("without a name, a target is this machine's", () => {
  expect(isOwn(findTarget(null))).toBe(true);
});

test("a target names the packages that it is made of", () => {
  expect(findTarget("linux-arm64")).toEqual({
    name: "bun-linux-arm64",
    platform: "linux-arm64",
    packages: { bun: "linux-aarch64", postgres: "linux-arm64" },
    file: "chatkit-linux-arm64",
  });
  expect(findTarget("windows-x64")).toMatchObject({
    platform: "win32-x64",
    packages: { postgres: null },
    file: "chatkit-windows-x64.exe",
  });
});

test("an unknown target is refused with the known ones", () => {
  expect(() => findTarget("amiga")).toThrow(
    "There is no target amiga; they are linux-x64, linux-arm64, darwin-x64, darwin-arm64, windows-x64.",
  );
});
