import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { compileExecutable } from "../executable/compile-executable.ts";
import type { Target } from "../executable/targets.ts";
import { runCommand } from "../process/run-command.ts";
import { addDockerManifest } from "./docker-manifest.ts";
import { writeSbom } from "./write-sbom.ts";

/** Builds images, and how to call it, such as with options for its storage. */
export interface ImageBuilder {
  /** `engine` is Docker or Podman, which keep the image themselves. */
  kind: "buildah" | "engine";
  command: readonly string[];
}

export interface ImageOptions {
  root: string;
  /** One for Linux. */
  target: Target;
  withPostgres: boolean;
  /** The image that gives the C library; null for the Containerfile's own. */
  base: string | null;
  /** The archive to write, absolute. An engine keeps the image itself instead. */
  archive: string;
  builder: ImageBuilder;
}

/**
 * Compiles the executable and builds an image of it from the `Containerfile`, with a list of what it
 * is made of: into an archive that Docker, Podman and others load, or into an engine's own store.
 *
 * @returns the name of the image
 * @throws Error with what the builder says, such as that it cannot reach a registry
 */
export async function buildImage(options: ImageOptions): Promise<string> {
  const { root, archive, builder } = options;
  const parts = await makeParts(options);
  const name = `localhost/chatkit:${parts.version}`;
  const build = [...builder.command, "build", ...(await describeBuild(options, parts))];
  if (builder.kind === "engine") {
    await run([...build, "--tag", name, "."], root);
    return name;
  }
  // A store may have the image of another build under its name.
  const tag = `localhost/chatkit:${process.pid}`;
  await run([...build, "--format=oci", "--layers=false", "--tag", tag, "."], root);
  await rm(archive, { force: true });
  await run([...builder.command, "push", tag, `oci-archive:${archive}:${name}`], root);
  await run([...builder.command, "rmi", tag], root);
  await addDockerManifest(archive, name);
  return name;
}

/** The options that every builder has. */
async function describeBuild(
  { root, target, base }: ImageOptions,
  parts: { executable: string; sbom: string; version: string },
): Promise<string[]> {
  const values = {
    EXECUTABLE: parts.executable,
    SBOM: parts.sbom,
    VERSION: parts.version,
    REVISION: await readRevision(root),
    ...(base === null ? {} : { BASE: base }),
  };
  const platform = target.platform.replace("x64", "amd64").replace("-", "/");
  const args = Object.entries(values).map(([name, value]) => `--build-arg=${name}=${value}`);
  return [`--platform=${platform}`, ...args, "--file=Containerfile"];
}

/** What the Containerfile copies. Paths are from the project's root. */
async function makeParts({ root, target, withPostgres }: ImageOptions) {
  const name = `${target.platform}${withPostgres ? "" : "-without-postgres"}`;
  const executable = `dist/image/${name}/chatkit`;
  await mkdir(join(root, "dist/image", name), { recursive: true });
  await compileExecutable({ root, target, outfile: join(root, executable), withPostgres });
  const { path: sbom, version } = await writeSbom(root);
  return { executable, sbom, version };
}

/** The commit, or `unknown` outside a repository. */
async function readRevision(root: string): Promise<string> {
  if (Bun.which("git") === null) return "unknown";
  const { ok, output } = await runCommand(["git", "rev-parse", "HEAD"], root);
  return ok ? output : "unknown";
}

async function run(command: string[], root: string): Promise<void> {
  const { ok, output } = await runCommand(command, root);
  if (!ok) throw new Error(`${command.join(" ")}\n${output}`);
}
