import { join, relative } from "node:path";
import { packClient } from "./client-package/pack-client.ts";
import { exitWith } from "./print.ts";

const root = join(import.meta.dir, "..");
try {
  const { tarball, bytes } = await packClient(root);
  console.log(`${relative(root, tarball)}, ${(bytes / 1000).toFixed(0)} kB`);
} catch (error) {
  exitWith(error);
}
