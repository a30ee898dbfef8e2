import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { buildVersionFile } from "../../server/api/http/static-files.ts";
import { readVersion } from "../../server/platform/read-version.ts";
import { buildServiceWorker } from "./build-service-worker.ts";
import { compressFolder } from "./compress.ts";
import { judgeFirstLoad, manifestSchema, measureFirstLoad } from "./first-load.ts";

/**
 * Builds the app into `dist/web`, with compressed files, and prints the first load. Returns whether
 * it is within the budget; rejects when the build fails.
 */
export async function runBuild(root: string): Promise<boolean> {
  console.log("building the app …");
  await build({
    configFile: join(root, "web", "vite.config.ts"),
    mode: "production",
    logLevel: "warn",
  });
  const folder = join(root, "dist", "web");
  const manifest = manifestSchema.parse(
    await Bun.file(join(folder, ".vite", "manifest.json")).json(),
  );
  const load = await measureFirstLoad(manifest, async (file) => {
    return gzipSync(await Bun.file(join(folder, file)).bytes(), { level: 9 }).length;
  });
  await buildServiceWorker(root, folder, manifest);
  await Bun.write(join(folder, buildVersionFile), await readVersion());
  console.log(`compressed ${await compressFolder(folder)} files`);
  const { ok, text } = judgeFirstLoad(load);
  console.log(text);
  return ok;
}
