import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { runCommand } from "../process/run-command.ts";

const reference = z.object({ digest: z.string().regex(/^[a-z\d]+:[a-f\d]+$/) });
const indexSchema = z.object({ manifests: z.tuple([reference]) });
const manifestSchema = z.object({ config: reference, layers: z.array(reference) });

/**
 * Adds the list of images that Docker looks for to an OCI archive of one image. Docker's classic
 * image store reads nothing else; engines that read the OCI layout ignore it.
 *
 * @param archive an uncompressed tar, absolute
 * @param name the name that Docker gives the image, such as `localhost/chatkit:1.0.0`
 */
export async function addDockerManifest(archive: string, name: string): Promise<void> {
  const index = indexSchema.parse(await readJson(archive, "index.json"));
  const [{ digest }] = index.manifests;
  const { config, layers } = manifestSchema.parse(await readJson(archive, blobOf(digest)));
  const list = [
    {
      Config: blobOf(config.digest),
      RepoTags: [name],
      Layers: layers.map((layer) => blobOf(layer.digest)),
    },
  ];
  const folder = await mkdtemp(join(tmpdir(), "chatkit-image-"));
  try {
    await Bun.write(join(folder, "manifest.json"), JSON.stringify(list));
    await tar(["--append", "--file", archive, "--directory", folder, "manifest.json"]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where the OCI layout keeps what has this digest. */
const blobOf = (digest: string) => `blobs/${digest.replace(":", "/")}`;

async function readJson(archive: string, path: string): Promise<unknown> {
  return JSON.parse(await tar(["--extract", "--to-stdout", "--file", archive, path]));
}

async function tar(args: readonly string[]): Promise<string> {
  const { ok, output } = await runCommand(["tar", ...args], "/");
  if (!ok) throw new Error(`tar ${args.join(" ")}\n${output}`);
  return output;
}
