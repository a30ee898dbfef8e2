import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, readlink, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { listUnpacked, removeOtherPrograms, unpackPostgres } from "./unpack-postgres.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "chatkit-unpack-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function packed(release: string): Promise<string> {
  const archive = join(dataDir, `${release}.tar.gz`);
  const links = [{ source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" }];
  const files = {
    "bin/postgres": release,
    "lib/libpq.so.5.18": "a library",
    "pg-symlinks.json": JSON.stringify(links),
  };
  await Bun.Archive.write(archive, files, { compress: "gzip" });
  return archive;
}

async function unpack(archive: string): Promise<{ folder: string; steps: string[] }> {
  const steps: string[] = [];
  const onProgress = (text: string) => void steps.push(text);
  return { folder: await unpackPostgres(archive, { dataDir, onProgress }), steps };
}

test("is unpacked once, with programs that run and libraries under their short names", async () => {
  const archive = await packed("18.4");
  const { folder, steps } = await unpack(archive);
  expect(steps).toEqual([`unpacking PostgreSQL into ${folder}`]);
  expect((await stat(join(folder, "bin/postgres"))).mode & 0o777).toBe(0o755);
  expect(await readlink(join(folder, "lib/libpq.so.5"))).toBe("libpq.so.5.18");
  expect(await unpack(archive)).toEqual({ folder, steps: [] });
});

test("stays beside that of another release until that is removed, with what was left of a start", async () => {
  const old = await unpack(await packed("17.10"));
  await mkdir(`${old.folder}.new/bin`, { recursive: true });
  const { folder } = await unpack(await packed("18.5"));
  expect(await listUnpacked(dataDir)).toContain(join(old.folder, "bin"));
  const bin = join(folder, "bin");
  await removeOtherPrograms(dataDir, { initdb: `${bin}/initdb`, postgres: `${bin}/postgres` });
  expect(await readdir(join(dataDir, "postgresql"))).toEqual([basename(folder)]);
  expect(await Bun.file(join(bin, "postgres")).text()).toBe("18.5");
});
