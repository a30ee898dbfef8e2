import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { compileExecutable } from "../executable/compile-executable.ts";
import type { Target } from "../executable/targets.ts";
import { runCommand } from "../process/run-command.ts";
import { makeSbom } from "./make-sbom.ts";

export interface ImageOptions {
  root: string;
  /** One for Linux. */
  target: Target;
  withPostgres: boolean;
  /** The image that gives the C library; null for the Containerfile's own. */
  base: string | null;
  /** The archive to write, absolute. */
  archive: string;
  /** How to call buildah, such as with options for its storage. */
  buildah: readonly string[];
}

/**
 * Compiles the executable and builds an OCI image of it from the `Containerfile`, with a list of what
 * it is made of, into an archive.
 *
 * @throws Error with what buildah says, such as that it is missing or cannot reach a registry
 */
export async function buildImage(options: ImageOptions): Promise<void> {
  const { root, target, archive, buildah } = options;
  const parts = await makeParts(options);
  const tag = `localhost/chatkit:${process.pid}`;
  const values = {
    EXECUTABLE: parts.executable,
    SBOM: parts.sbom,
    VERSION: parts.version,
    REVISION: await readRevision(root),
    ...(options.base === null ? {} : { BASE: options.base }),
  };
  const args = Object.entries(values).flatMap(([name, value]) => [
    "--build-arg",
    `${name}=${value}`,
  ]);
  const platform = target.platform.replace("x64", "amd64").replace("-", "/");
  const build = ["build", "--format=oci", "--layers=false", `--platform=${platform}`];
  await run([...buildah, ...build, ...args, "--tag", tag, "--file=Containerfile", "."], root);
  await rm(archive, { force: true });
  await run([...buildah, "push", tag, `oci-archive:${archive}:chatkit:${parts.version}`], root);
  await run([...buildah, "rmi", tag], root);
}

/** What the Containerfile copies. Paths are from the project's root. */
async function makeParts({ root, target, withPostgres }: ImageOptions) {
  const name = `${target.platform}${withPostgres ? "" : "-without-postgres"}`;
  const executable = `dist/image/${name}/chatkit`;
  const sbom = "dist/chatkit.cdx.json";
  await mkdir(join(root, "dist/image", name), { recursive: true });
  await compileExecutable({ root, target, outfile: join(root, executable), withPostgres });
  const manifest: unknown = await Bun.file(join(root, "package.json")).json();
  const lock = await Bun.file(join(root, "bun.lock")).text();
  const list = makeSbom(lock, manifest, Bun.version);
  await Bun.write(join(root, sbom), `${JSON.stringify(list, null, 2)}\n`);
  return { executable, sbom, version: list.metadata.component.version };
}

/** The commit, or `unknown` outside a repository. */
async function readRevision(root: string): Promise<string> {
  if (Bun.which("git") === null) return "unknown";
  const { ok, output } = await runCommand(["git", "rev-parse", "HEAD"], root);
  return ok ? output : "unknown";
}

async function run(command: string[], root: string): Promise<void> {
  const [program = ""] = command;
  if (Bun.which(program) === null)
    throw new Error(`${program} is not installed; on Debian: apt-get install ${program}`);
  const { ok, output } = await runCommand(command, root);
  if (!ok) throw new Error(`${command.join(" ")}\n${output}`);
}
