import { afterAll, expect, test } from "bun:test";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keptSecret } from "./kept-secret.ts";

const folders: string[] = [];
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-secret-"));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

test("callers at the same time and later get the same secret, and it is long", async () => {
  const path = join(await newFolder(), "deep", "secret");
  const secrets = await Promise.all(Array.from({ length: 8 }, () => keptSecret(path)));
  secrets.push(await keptSecret(path));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(await readdir(join(path, ".."))).toEqual(["secret"]);
});

test("only the owner can read the file", async () => {
  const path = join(await newFolder(), "secret");
  await keptSecret(path);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("a file that holds no secret is refused, not used", async () => {
  const path = join(await newFolder(), "secret");
  await writeFile(path, "short");
  await expect(keptSecret(path)).rejects.toThrow("does not hold a secret");
});
