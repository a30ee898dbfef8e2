import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { megabyte } from "../../../../shared/limits.ts";
import { newBackupName, readBackupName } from "./backup-name.ts";
import { type BackupStore } from "./backup-store.ts";
import { openFolderStore } from "./folder-store.ts";

const name = newBackupName(new Date("2026-11-30T03:00:00Z"), "0a1b2c3d");

let folder: string;
let store: BackupStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "backups-"));
  store = openFolderStore(join(folder, "Größe", "new"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const stream = (...parts: (string | Error)[]) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.close();
      else if (part instanceof Error) controller.error(part);
      else controller.enqueue(new TextEncoder().encode(part));
    },
  });

const written = (...parts: (string | Error)[]) => ({
  name,
  bytes: stream(...parts),
  mostBytes: 10,
  check: async () => {},
});

test("a name says when it was made and of which database, and no other is read", () => {
  expect(readBackupName(name)).toEqual({
    name: "chatkit-2026-11-30T03-00-00Z-0a1b2c3d.backup",
    madeAt: new Date("2026-11-30T03:00:00Z"),
    origin: "0a1b2c3d",
  });
  expect(readBackupName(newBackupName(new Date(0), null))).toMatchObject({ origin: null });
  const others = [`../${name}`, `${name}\n`, `x${name}`, `${name}.0123abcd.part`];
  for (const other of [...others, "chatkit-2026-13-40T03-00-00Z.backup", ""])
    expect([other, readBackupName(other)]).toEqual([other, null]);
});

test("a file has its name once it is whole and checked", async () => {
  const place = join(folder, "Größe", "new");
  const draft = new RegExp(`^${RegExp.escape(name)}\\.[0-9a-f]{8}\\.part$`);
  const { bytes } = await store.write({
    ...written("ab", "c"),
    async check(stored) {
      expect(await new Response(stored).text()).toBe("abc");
      expect(await readdir(place)).toEqual([expect.stringMatching(draft)]);
    },
  });
  expect([bytes, await readFile(join(place, name), "utf8")]).toEqual([3, "abc"]);
  expect((await stat(join(place, name))).mode & 0o777).toBe(0o600);
  for (const broken of [
    written("x", new Error("gone")),
    { ...written("x"), check: () => Promise.reject(new Error("gone")) },
  ])
    await expect(store.write(broken)).rejects.toThrow("gone");
  expect(await readdir(place)).toEqual([name]);
  expect(await readFile(join(place, name), "utf8")).toBe("abc");
});

test("only files with this program's names are listed, and only one's own drafts removed", async () => {
  expect(await store.list()).toEqual([]);
  await store.write(written("abc"));
  const place = join(folder, "Größe", "new");
  const own = [`${name}.0123abcd.part`];
  const foreign = [
    `${newBackupName(new Date(0), "ffffffff")}.0123abcd.part`,
    `${newBackupName(new Date(0), null)}.0123abcd.part`,
    "notes.txt",
    `${name}.0123abcd.part.txt`,
  ];
  for (const each of [...own, ...foreign]) await writeFile(join(place, each), "x");
  await mkdir(join(place, newBackupName(new Date(0), "0a1b2c3d")));
  expect(await store.list()).toMatchObject([{ name, bytes: 3 }]);
  expect(await store.removeDrafts("0a1b2c3d", () => false)).toEqual([]);
  const left = await readdir(place);
  expect(left).toEqual(expect.arrayContaining(foreign));
  expect(left).not.toContain(own[0]);
});

test("trying it out creates nothing, and says what is wrong", async () => {
  await store.tryOut();
  expect(await readdir(folder)).toEqual([]);
  await writeFile(join(folder, "file"), "");
  await expect(openFolderStore(join(folder, "file")).tryOut()).rejects.toThrow("is no folder");
});

const mountsReadOnly = (place: string) =>
  Bun.spawnSync(["mount", "-t", "tmpfs", "-o", "ro", "none", place]).success;

test("a folder that is mounted read-only is told as that", async () => {
  // That takes root.
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !mountsReadOnly(folder)) return;
  try {
    const says = `${folder}/b is on a file system that is mounted read-only here (EROFS)`;
    const there = openFolderStore(join(folder, "b"));
    await expect(there.write(written("x"))).rejects.toThrow(says);
    await expect(there.tryOut()).rejects.toThrow(`ReadWritePaths=${folder}/b`);
  } finally {
    Bun.spawnSync(["umount", folder]);
  }
});

test("a backup stops before the disk is full, and leaves nothing", async () => {
  let free = 300 * megabyte;
  const small = openFolderStore(folder, async () => free);
  const block = "x".repeat(megabyte);
  const bytes = stream(...Array.from({ length: 40 }, () => block));
  const writing = small.write({
    ...written(),
    bytes: bytes.pipeThrough(
      new TransformStream({
        transform(part, controller) {
          free -= 8 * megabyte;
          controller.enqueue(part);
        },
      }),
    ),
  });
  await expect(writing).rejects.toMatchObject({ name: "StoreError", kind: "full" });
  expect(await readdir(folder)).toEqual([]);
  // The files of the next one go elsewhere.
  await expect(small.write(written("x"))).rejects.toThrow("less than 256 MB are free at");
});
