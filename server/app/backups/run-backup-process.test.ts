import { expect, test } from "bun:test";
import { withOptions } from "./run-backup-process.ts";

test("the process of a backup has the node's environment, and its own options besides", () => {
  const inherited = { PATH: "/bin", HTTPS_PROXY: "http://proxy" };
  expect(withOptions(inherited, {})).toEqual(inherited);
  const added = { BUN_OPTIONS: "--smol" };
  expect(withOptions(inherited, added)).toEqual({ ...inherited, BUN_OPTIONS: "--smol" });
  const set = { ...inherited, BUN_OPTIONS: "--use-system-ca" };
  expect(withOptions(set, {})).toEqual(set);
  expect(withOptions(set, added)).toEqual({ ...set, BUN_OPTIONS: "--use-system-ca --smol" });
});
