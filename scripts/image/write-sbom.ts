import { join } from "node:path";
import { makeSbom } from "./make-sbom.ts";

/**
 * Writes the list of what the server and the app are made of into `dist/`, where the `Containerfile`
 * looks for it.
 *
 * @returns its path from the project's root, and the version of the project
 */
export async function writeSbom(root: string): Promise<{ path: string; version: string }> {
  const path = "dist/chatkit.cdx.json";
  const manifest: unknown = await Bun.file(join(root, "package.json")).json();
  const lock = await Bun.file(join(root, "bun.lock")).text();
  const list = makeSbom(lock, manifest, Bun.version);
  await Bun.write(join(root, path), `${JSON.stringify(list, null, 2)}\n`);
  return { path, version: list.metadata.component.version };
}
