import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { findTarget, isOwn } from "./executable/targets.ts";
import { buildImage } from "./image/build-image.ts";
import { exitWith, formatSeconds } from "./print.ts";

const root = join(import.meta.dir, "..");
const usage = `Usage: bun run image [--target linux-x64|linux-arm64] [--base IMAGE] [--without-postgres]

Builds dist/chatkit.oci.tar, an image with the executable, by buildah; for another kind of machine
than this one, dist/chatkit-<target>.oci.tar.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      target: { type: "string", default: `linux-${process.arch}` },
      base: { type: "string" },
      "without-postgres": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(usage);
  const target = findTarget(values.target);
  if (!target.platform.startsWith("linux-")) throw new Error("An image is for Linux.");
  const name = isOwn(target) ? "chatkit" : target.file;
  const archive = join(root, "dist", `${name}.oci.tar`);
  const startedAt = performance.now();
  await buildImage({
    root,
    target,
    withPostgres: !values["without-postgres"],
    base: values.base ?? null,
    archive,
    buildah: ["buildah"],
  });
  const megabytes = (Bun.file(archive).size / 1e6).toFixed(0);
  const time = formatSeconds(performance.now() - startedAt);
  console.log(`${relative(root, archive)}, ${megabytes} MB, in ${time}`);
}

try {
  await main();
} catch (error) {
  exitWith(error);
}
