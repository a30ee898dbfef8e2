import { expect, test } from "bun:test";
import { judgeFirstLoad, type Manifest, measureFirstLoad } from "./first-load.ts";

const manifest: Manifest = {
  "index.html": {
    file: "assets/index.js",
    isEntry: true,
    imports: ["_a.js", "_b.js"],
    css: ["assets/index.css"],
  },
  "_a.js": { file: "assets/a.js", imports: ["_b.js", "index.html"], css: ["assets/a.css"] },
  "_b.js": { file: "assets/b.js", css: ["assets/a.css"] },
  "markdown.tsx": { file: "assets/markdown.js", css: ["assets/markdown.css"] },
};

const sizes: Record<string, number> = {
  "assets/index.js": 1,
  "assets/a.js": 10,
  "assets/b.js": 100,
  "assets/markdown.js": 1000,
  "assets/index.css": 2,
  "assets/a.css": 20,
  "assets/markdown.css": 2000,
};

test("the first load is the entry and all it imports statically, each file once", async () => {
  const load = await measureFirstLoad(manifest, async (file) => sizes[file] ?? Number.NaN);
  expect(load).toEqual({ js: 111, css: 22 });
});

test("a manifest without an entry is an error, not a first load of nothing", async () => {
  await expect(measureFirstLoad({}, async () => 0)).rejects.toThrow("no entry");
});

test("either figure over its budget fails", () => {
  expect(judgeFirstLoad({ js: 70_000, css: 15_000 }).ok).toBe(true);
  expect(judgeFirstLoad({ js: 70_001, css: 0 })).toEqual({
    ok: false,
    text: "first load, gzipped: JavaScript 70.0 of 70 kB, CSS 0.0 of 15 kB: over the budget",
  });
  expect(judgeFirstLoad({ js: 0, css: 15_001 }).ok).toBe(false);
});
