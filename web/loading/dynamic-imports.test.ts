import { expect, test } from "bun:test";
import { Glob } from "bun";
import { join } from "node:path";

const web = join(import.meta.dir, "..");

/** A dynamic import, with what is before it. */
const dynamicImport = /.{0,40}\bimport\(/gs;

test("every part that is loaded on demand can be loaded after a failure", async () => {
  const found: string[] = [];
  const unguarded: string[] = [];
  for (const name of new Glob("**/*.{ts,tsx}").scanSync(web)) {
    if (/\.test\.tsx?$|^loading\//.test(name)) continue;
    const text = await Bun.file(join(web, name)).text();
    for (const [code] of text.matchAll(dynamicImport)) {
      if (code.endsWith("typeof import(")) continue;
      found.push(name);
      if (!/loadModule\(\s*(?:async )?\(\) =>\s*import\($/.test(code)) unguarded.push(name);
    }
  }
  expect(found.length).toBeGreaterThan(20);
  // Tables of imports, which `loadModule` gets from there.
  const isTable = (name: string) =>
    /^(markdown\/grammars|i18n\/load-language|i18n\/languages\/.*)\.ts$/.test(name);
  expect(unguarded.filter((name) => !isTable(name))).toEqual([]);
});
