import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { compileExecutable } from "./executable/compile-executable.ts";
import { findTarget, isOwn, targetNames } from "./executable/targets.ts";
import { writeSbom } from "./image/write-sbom.ts";
import { exitWith, formatSeconds } from "./print.ts";

const root = join(import.meta.dir, "..");
const usage = `Usage: bun run compile [--target ${targetNames.join("|")}] [--without-postgres]

Makes dist/chatkit, one executable that needs neither Bun nor Node.js, for this kind of machine; for
another, dist/chatkit-<target>. Beside it is chatkit.cdx.json, a list of what it is made of.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      target: { type: "string" },
      "without-postgres": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(usage);
  const target = findTarget(values.target ?? null);
  const name = isOwn(target) && values.target === undefined ? "chatkit" : target.file;
  const outfile = join(root, "dist", name);
  const startedAt = performance.now();
  await compileExecutable({ root, target, outfile, withPostgres: !values["without-postgres"] });
  await writeSbom(root);
  const megabytes = (Bun.file(outfile).size / 1e6).toFixed(0);
  const time = formatSeconds(performance.now() - startedAt);
  console.log(`${relative(root, outfile)}, ${megabytes} MB, in ${time}`);
}

try {
  await main();
} catch (error) {
  exitWith(error);
}
