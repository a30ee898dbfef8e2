import { cp, mkdtemp, readdir, rename, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildServiceWorker } from "../../scripts/build/build-service-worker.ts";
import { manifestSchema } from "../../scripts/build/first-load.ts";

const project = join(import.meta.dirname, "../..");

/** A copy of the project, whose app can be upgraded. */
export interface UpgradableProject extends AsyncDisposable {
  root: string;
  /** Replaces the app by another build: all its files have other names, and the old ones are gone. */
  upgrade(): Promise<void>;
}

export async function copyProject(): Promise<UpgradableProject> {
  const root = await mkdtemp(join(tmpdir(), "chatkit-upgrade-"));
  const copied = ["server", "client", "shared", "web", "drizzle", "dist/web", "package.json"];
  for (const name of copied) await cp(join(project, name), join(root, name), { recursive: true });
  await symlink(join(project, "node_modules"), join(root, "node_modules"));
  return {
    root,
    upgrade: () => rebuild(root),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

async function rebuild(root: string): Promise<void> {
  const folder = join(root, "dist", "web");
  const names = await readdir(folder, { recursive: true });
  const packed = names.filter((name) => /\.(br|gz)$/.test(name));
  await Promise.all(packed.map((name) => rm(join(folder, name))));
  const chunk = /-([\w-]{8})(\.(?:js|css))/g;
  for (const name of await readdir(folder, { recursive: true })) {
    if (!/\.(js|css|html|json)$/.test(name)) continue;
    const path = join(folder, name);
    const text = await Bun.file(path).text();
    await Bun.write(path, text.replace(chunk, "-$1-2$2"));
    if (name.startsWith("assets/")) await rename(path, path.replace(chunk, "-$1-2$2"));
  }
  const manifest = manifestSchema.parse(
    await Bun.file(join(folder, ".vite", "manifest.json")).json(),
  );
  await buildServiceWorker(project, folder, manifest);
}
