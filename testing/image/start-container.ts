import { readFile } from "node:fs/promises";
import { type ServerProcess, spawnServer } from "../../scripts/process/server-process.ts";
import type { ImageConfig } from "./image-store.ts";

/**
 * As a container engine does: process 1 of its own, the image's file system read-only, one volume,
 * the machine's devices and network, and the image's user, who has no rights of root.
 */
const enter = `set -e
root=$1 volume=$2 user=$3; shift 3
mkdir -p "$root/dev" "$root/proc"
mount --bind "$root" "$root"
mount --bind "$volume" "$root/data"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -o remount,bind,ro "$root"
exec chroot --userspec="$user" --groups= "$root" "$@"`;

/** A running container. Disposing kills it. */
export interface Container extends ServerProcess {
  /** Sends a signal to its process 1. */
  stop(name: NodeJS.Signals): Promise<void>;
}

/** Starts a container of an unpacked image with a folder as its volume, and settings. */
export function startContainer(
  { root, config }: { root: string; config: ImageConfig },
  volume: string,
  { settings = {}, command = config.command }: Partial<ContainerOptions> = {},
): Container {
  const unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child"];
  const server = spawnServer({
    command: [...unshare, "/bin/sh", "-c", enter, "sh", root, volume, config.user, ...command],
    env: { ...config.env, ...settings },
    root: "/",
  });
  return {
    ...server,
    async stop(name) {
      const { pid } = server;
      const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8");
      process.kill(Number(children.trim()), name);
    },
  };
}

interface ContainerOptions {
  settings: Record<string, string>;
  /** Instead of the image's own. */
  command: string[];
}
