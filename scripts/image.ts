import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { findTarget, isOwn } from "./executable/targets.ts";
import { buildImage } from "./image/build-image.ts";
import { findBuilder } from "./image/find-builder.ts";
import { exitWith, formatSeconds } from "./print.ts";

const root = join(import.meta.dir, "..");
const usage = `Usage: bun run image [--target linux-x64|linux-arm64] [--base IMAGE] [--without-postgres]

Builds dist/chatkit.oci.tar, an image with the executable, by buildah; for another kind of machine
than this one, dist/chatkit-<target>.oci.tar. Docker and Podman load it. Where buildah is missing,
Docker or Podman builds the image itself, and has it then.`;

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
  const builder = findBuilder((program) => Bun.which(program) !== null);
  const name = isOwn(target) ? "chatkit" : target.file;
  const archive = join(root, "dist", `${name}.oci.tar`);
  const startedAt = performance.now();
  const image = await buildImage({
    root,
    target,
    withPostgres: !values["without-postgres"],
    base: values.base ?? null,
    archive,
    builder,
  });
  const time = formatSeconds(performance.now() - startedAt);
  if (builder.kind === "engine")
    return console.log(`${image}, kept by ${builder.command[0]}, in ${time}`);
  const megabytes = (Bun.file(archive).size / 1e6).toFixed(0);
  console.log(`${relative(root, archive)} with ${image}, ${megabytes} MB, in ${time}`);
}

try {
  await main();
} catch (error) {
  exitWith(error);
}
