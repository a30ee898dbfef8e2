import { expect, test } from "bun:test";
import { formatSize } from "./format-size.ts";

/** Spaces as people see them. */
const shown = (...of: Parameters<typeof formatSize>) => formatSize(...of).replaceAll(/\s/g, " ");

test("a size is in the largest unit of which there is one", () => {
  expect(shown(0, "en")).toBe("0 bytes");
  expect(shown(1, "en")).toBe("1 byte");
  expect(shown(1023, "en")).toBe("1,023 bytes");
  expect(shown(1024, "en")).toBe("1 kB");
  expect(shown(1536, "en")).toBe("1.5 kB");
  expect(shown(32 * 1024 ** 2, "en")).toBe("32 MB");
  expect(shown(3 * 1024 ** 4, "en")).toBe("3,072 GB");
});

test("units and marks are the language's", () => {
  expect(shown(1536, "fr")).toBe("1,5 ko");
  expect(shown(1536 * 1024, "es")).toBe("1,5 MB");
});
