import { expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { compressFolder } from "./compress.ts";

test("files that get smaller get both forms, which hold the same bytes; others none", async () => {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-compress-"));
  const text = "the same words again and again ".repeat(200);
  await Bun.write(join(folder, "assets", "a.js"), text);
  await Bun.write(join(folder, "small.css"), "a{}");
  await Bun.write(join(folder, "noise.wasm"), crypto.getRandomValues(new Uint8Array(4096)));
  await Bun.write(join(folder, "font.woff2"), text);
  expect(await compressFolder(folder)).toBe(1);
  expect((await readdir(join(folder, "assets"))).toSorted()).toEqual([
    "a.js",
    "a.js.br",
    "a.js.gz",
  ]);
  expect((await readdir(folder)).toSorted()).toEqual([
    "assets",
    "font.woff2",
    "noise.wasm",
    "small.css",
  ]);
  const read = (name: string) => Bun.file(join(folder, "assets", name)).bytes();
  expect(brotliDecompressSync(await read("a.js.br")).toString()).toBe(text);
  expect(gunzipSync(await read("a.js.gz")).toString()).toBe(text);
  await rm(folder, { recursive: true });
});
