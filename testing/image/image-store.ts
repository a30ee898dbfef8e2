import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { aptInstall, runInstallation } from "../../e2e/browser.ts";
import type { ImageBuilder } from "../../scripts/image/build-image.ts";
import { runCommand } from "../../scripts/process/run-command.ts";

const programs = ["mmdebstrap", "buildah", "unshare", "chroot"];
const findMissing = () => programs.filter((name) => Bun.which(name) === null);

/**
 * Whether images can be built and run here, without a registry: installs Debian's `mmdebstrap` and
 * `buildah` as root where they are missing.
 */
export async function canBuildImages(say: (text: string) => void): Promise<boolean> {
  if (process.getuid?.() !== 0 || !Bun.which("apt-get") || (await readSuite()) === null) {
    say("images are not built: that needs root on a Debian");
    return false;
  }
  if (findMissing().length > 0) await runInstallation(aptInstall("mmdebstrap", "buildah"));
  if (findMissing().length === 0) return true;
  say(`images are not built: there is no ${findMissing().join(", no ")}`);
  return false;
}

/** The release of this Debian, such as `bookworm`; null on anything else. */
async function readSuite(): Promise<string | null> {
  const about = await Bun.file("/etc/os-release")
    .text()
    .catch(() => "");
  if (!/^ID=debian$/m.test(about)) return null;
  return /^VERSION_CODENAME=(\w+)$/m.exec(about)?.[1] ?? null;
}

/** The configuration of an image. */
export interface ImageConfig {
  user: string;
  env: Record<string, string>;
  /** Entry point and arguments. */
  command: string[];
  volumes: string[];
  labels: Record<string, string>;
}

/** Images in a folder of their own. Disposing deletes them. */
export interface ImageStore extends AsyncDisposable {
  folder: string;
  builder: ImageBuilder;
  /** Makes an image of Debian's C libraries and shell, and returns its name. */
  makeBase(): Promise<string>;
  /** Loads an image of this name from an archive, in the format of an engine. */
  load(format: "docker-archive" | "oci-archive", archive: string, name: string): Promise<void>;
  /** Unpacks an archive; returns its file system and its configuration. */
  unpack(archive: string): Promise<{ root: string; config: ImageConfig }>;
}

/** Opens an empty store. */
export async function openImageStore(): Promise<ImageStore> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-image-"));
  await chmod(folder, 0o711);
  const places = [`--root=${folder}/store`, `--runroot=${folder}/run`];
  const buildah = ["buildah", "--storage-driver=vfs", ...places];
  const call = (...args: string[]) => run([...buildah, ...args]);
  await mkdir(`${folder}/run`);
  return {
    folder,
    builder: { kind: "buildah", command: buildah },
    async makeBase() {
      const archive = join(folder, "base.tar");
      const merged = "--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr";
      const options = ["--variant=extract", "--include=libc6,libstdc++6,dash", merged, "--quiet"];
      await run(["mmdebstrap", ...options, (await readSuite()) ?? "stable", archive]);
      const container = await call("from", "scratch");
      await call("add", "--quiet", container, archive, "/");
      await call("commit", "--quiet", "--rm", container, "localhost/base");
      return "localhost/base";
    },
    async load(format, archive, name) {
      await call("pull", "--quiet", `${format}:${archive}:${name}`);
    },
    async unpack(archive) {
      const container = await call("from", "--quiet", `oci-archive:${archive}`);
      const root = await call("mount", container);
      const about: unknown = JSON.parse(await call("inspect", "--type=container", container));
      return { root, config: toConfig(about) };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

const aboutSchema = z.object({
  OCIv1: z.object({
    config: z.object({
      User: z.string(),
      Env: z.array(z.string()),
      Entrypoint: z.array(z.string()),
      Cmd: z.array(z.string()),
      Volumes: z.record(z.string(), z.unknown()),
      Labels: z.record(z.string(), z.string()),
    }),
  }),
});

function toConfig(about: unknown): ImageConfig {
  const { config } = aboutSchema.parse(about).OCIv1;
  return {
    user: config.User,
    env: Object.fromEntries(
      config.Env.map((line) => [
        line.slice(0, line.indexOf("=")),
        line.slice(line.indexOf("=") + 1),
      ]),
    ),
    command: [...config.Entrypoint, ...config.Cmd],
    volumes: Object.keys(config.Volumes),
    labels: config.Labels,
  };
}

async function run(command: string[]): Promise<string> {
  const { ok, output } = await runCommand(command, "/");
  if (ok) return output.split("\n").at(-1) === "}" ? output : (output.split("\n").at(-1) ?? "");
  throw new Error(`${command.join(" ")}\n${output}`);
}
