import { copyFile, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { buildCode } from "./build-code.ts";
import { describeTypes } from "./describe-types.ts";
import { entries } from "./entries.ts";
import { makeManifest, readProject } from "./manifest.ts";

/** Files of the project that the package contains as they are, by their names there. */
const copied: Readonly<Record<string, string>> = {
  "CHANGELOG.md": "CHANGELOG.md",
  LICENSE: "LICENSE",
  "LICENSE-tRPC": "node_modules/@trpc/client/LICENSE",
};

/**
 * Makes the package of the typed client: the same bytes from the same sources.
 *
 * @param root the project's folder
 * @param destination where the tarball goes, and the folder that it is made of
 * @returns the tarball, with its size in bytes
 */
export async function packClient(
  root: string,
  destination = join(root, "dist"),
): Promise<{ tarball: string; bytes: number }> {
  const folder = join(destination, "client-package");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const project = await readProject(root);
  const [code, types] = await Promise.all([buildCode(root, entries), describeTypes(root, entries)]);
  await Bun.write(
    join(folder, "package.json"),
    `${JSON.stringify(makeManifest(project, entries), null, 2)}\n`,
  );
  for (const { name, text } of code) await Bun.write(join(folder, "dist", name), text);
  for (const [name, text] of Object.entries(types))
    await Bun.write(join(folder, "dist", name), text);
  for (const [name, source] of Object.entries(copied))
    await copyFile(join(root, source), join(folder, name));
  const readme = await Bun.file(join(root, "client", "README.md")).text();
  await Bun.write(join(folder, "README.md"), withoutOutsideLinks(readme));
  return pack(folder, destination);
}

/** The package has the changelog beside its README, and no other page of the project. */
function withoutOutsideLinks(readme: string): string {
  return readme
    .replaceAll("(../CHANGELOG.md)", "(CHANGELOG.md)")
    .replace(/\[([^\]]+)\]\(\.\.\/([^)]+)\)/g, "$1 (`$2` of the project)");
}

async function pack(folder: string, destination: string) {
  const command = [process.execPath, "pm", "pack", "--quiet", "--destination", destination];
  const child = Bun.spawn(command, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const path = (await new Response(child.stdout).text()).trim();
  if ((await child.exited) !== 0) throw new Error("bun pm pack failed; its message above says why");
  const tarball = join(destination, path.slice(path.lastIndexOf("/") + 1));
  return { tarball, bytes: (await stat(tarball)).size };
}
