import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeZip } from "../../attachments/reading/files.testing.ts";
import { type Archive, openArchive } from "./open-archive.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chatkit-archive-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function openZip(
  files: Readonly<Record<string, string>>,
  mostJsonBytes?: number,
): Promise<Archive> {
  const path = join(folder, `${crypto.randomUUID()}.zip`);
  await Bun.write(path, makeZip({ "conversations.json": "[]", ...files }));
  return openArchive(path, mostJsonBytes);
}

test("files are found by path, by name, and by the id that their name begins with", async () => {
  const archive = await openZip({
    "pictures/": "",
    "pictures/file-1": "exact",
    "file-1-a.png": "longer",
    "pictures/file-2-b.png": "by id",
    "file-22.png": "of another",
    "file-3_c.png": "after an underscore",
    "file-4.png": "after a dot",
  });
  const read = async (key: string) => {
    const bytes = await archive.read(key, 100);
    return bytes && Buffer.from(bytes).toString();
  };
  expect(await read("pictures/file-1")).toBe("exact");
  expect(await read("file-1")).toBe("exact");
  expect(await read("file-2")).toBe("by id");
  expect(await read("file-3")).toBe("after an underscore");
  expect(await read("file-4")).toBe("after a dot");
  for (const missing of ["file-", "file-5", "ile-1", "zzz", "pictures"])
    expect(await read(missing)).toBeNull();
});

test("the JSON files of an archive are limited together", async () => {
  const more = { "conversations-1.json": "[1]", "conversations-2.json": "[2]" };
  const { json } = await openZip(more, 6);
  expect(json).toHaveLength(3);
  const opened = json.map((file) => file.open().then(() => "opened", String));
  expect(await Promise.all(opened)).toEqual([
    "opened",
    "opened",
    "ExportError: The export cannot be read: too_complex.",
  ]);
});
