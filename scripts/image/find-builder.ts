import type { ImageBuilder } from "./build-image.ts";

const builders: readonly ImageBuilder[] = [
  { kind: "buildah", command: ["buildah"] },
  { kind: "engine", command: ["docker"] },
  { kind: "engine", command: ["podman"] },
];

/**
 * The program that builds the image: buildah, which needs no service, or else a container engine.
 *
 * @param isInstalled whether there is a program of this name
 * @throws Error that says what to install
 */
export function findBuilder(isInstalled: (program: string) => boolean): ImageBuilder {
  const found = builders.find(({ command: [program = ""] }) => isInstalled(program));
  if (found) return found;
  throw new Error(
    "There is no buildah, Docker or Podman to build the image. On Debian: apt-get install buildah",
  );
}
