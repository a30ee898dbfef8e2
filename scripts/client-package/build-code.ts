import { existsSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import type { Entry } from "./entries.ts";

/** A file of the package's code. */
export interface CodeFile {
  name: string;
  text: string;
}

/**
 * Bundles the entries for browsers and Node.js 20, minified, with source maps. What they share is in
 * files of its own. tRPC's client is within, from its TypeScript: what it publishes as JavaScript is
 * for older browsers and larger.
 */
export async function buildCode(root: string, entries: readonly Entry[]): Promise<CodeFile[]> {
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map(({ name, file }) => [name, join(root, file)])),
    platform: "neutral",
    external: /^node:/,
    transform: { target: "es2022" },
    treeshake: { moduleSideEffects: false },
    plugins: [{ name: "trpc-sources", resolveId: (id) => trpcSource(root, id) }],
  });
  try {
    const { output } = await bundle.generate({
      format: "esm",
      minify: true,
      sourcemap: true,
      entryFileNames: "[name].js",
      chunkFileNames: "[name]-[hash].js",
    });
    return output.map((file) =>
      file.type === "chunk"
        ? { name: file.fileName, text: file.code }
        : { name: file.fileName, text: String(file.source) },
    );
  } finally {
    await bundle.close();
  }
}

/** The TypeScript of an import of tRPC; null for any other. */
function trpcSource(root: string, id: string): string | null {
  const [, name, path = "index"] = /^@trpc\/(client|server)(?:\/(.+))?$/.exec(id) ?? [];
  if (name === undefined) return null;
  const source = join(root, "node_modules/@trpc", name, "src", path);
  const found = [`${source}.ts`, join(source, "index.ts")].find((file) => existsSync(file));
  if (found === undefined) throw new Error(`tRPC has no source of ${id}.`);
  return found;
}
