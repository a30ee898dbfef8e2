import { join } from "node:path";
import { z } from "zod";
import type { Entry } from "./entries.ts";

/** The name that the package is installed and imported by. Its README uses the same. */
export const packageName = "@chatkit/client";

const projectSchema = z.object({
  version: z.string(),
  license: z.string(),
  repository: z.union([z.string(), z.object({ type: z.string(), url: z.string() })]).optional(),
});

/** What the package has from the project's `package.json`. */
export type ProjectManifest = z.infer<typeof projectSchema>;

export async function readProject(root: string): Promise<ProjectManifest> {
  return projectSchema.parse(await Bun.file(join(root, "package.json")).json());
}

/** The package's `package.json`: ESM for the given entries, with types, and without dependencies. */
export function makeManifest(
  { version, license, repository }: ProjectManifest,
  entries: readonly Entry[],
): Record<string, unknown> {
  const exported = entries.map(({ name }) => [
    name === "index" ? "." : `./${name}`,
    { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
  ]);
  return {
    name: packageName,
    version,
    description: "The typed client of ChatKit: calls, streams and state over one WebSocket.",
    license,
    ...(repository === undefined ? {} : { repository }),
    type: "module",
    sideEffects: false,
    engines: { node: ">=20.19" },
    exports: { ...Object.fromEntries(exported), "./package.json": "./package.json" },
    files: ["dist", "CHANGELOG.md", "LICENSE-tRPC"],
  };
}
