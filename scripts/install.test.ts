import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const installer = join(import.meta.dir, "install.ts");
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

/** A project whose only dependency is a local folder, so that installing needs no network. */
async function newProject(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "chatkit-install-"));
  folders.push(root);
  await Bun.write(join(root, "local", "package.json"), '{"name":"local","version":"1.0.0"}');
  await writeManifest(root, {});
  await Bun.spawn([process.execPath, "install", "--lockfile-only"], {
    cwd: root,
    stdio: ["ignore", "ignore", "ignore"],
  }).exited;
  return root;
}

function writeManifest(root: string, extra: object): Promise<void> {
  const manifest = { name: "project", dependencies: { local: "file:./local" }, ...extra };
  return writeFile(join(root, "package.json"), JSON.stringify(manifest));
}

async function ensure(root: string): Promise<{ status: number; output: string }> {
  const script = `
    const { ensureInstalled } = await import(${JSON.stringify(installer)});
    await ensureInstalled(${JSON.stringify(root)});`;
  const child = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "pipe" });
  const output =
    (await new Response(child.stdout).text()) + (await new Response(child.stderr).text());
  return { status: await child.exited, output };
}

test("installs once, and again when the lockfile's project changes", async () => {
  const root = await newProject();
  const first = await ensure(root);
  expect(first).toMatchObject({ status: 0, output: expect.stringContaining("installing") });
  expect(await Bun.file(join(root, "node_modules", "local", "package.json")).exists()).toBe(true);
  expect(await ensure(root)).toEqual({ status: 0, output: "" });
  await writeManifest(root, { description: "changed" });
  expect((await ensure(root)).output).toContain("installing");
});

test("a lockfile that does not fit is an error, and the next start tries again", async () => {
  const root = await newProject();
  await Bun.write(join(root, "other", "package.json"), '{"name":"other","version":"1.0.0"}');
  await writeManifest(root, { devDependencies: { other: "file:./other" } });
  for (let i = 0; i < 2; i++) {
    const { status, output } = await ensure(root);
    expect(status).not.toBe(0);
    expect(output).toContain("could not be installed");
  }
});
