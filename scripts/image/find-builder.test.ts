import { expect, test } from "bun:test";
import { findBuilder } from "./find-builder.ts";

const withPrograms =
  (...names: string[]) =>
  (name: string) =>
    names.includes(name);

test("buildah builds into an archive, and a container engine builds where it is missing", () => {
  expect(findBuilder(withPrograms("docker", "buildah", "podman"))).toEqual({
    kind: "buildah",
    command: ["buildah"],
  });
  for (const name of ["docker", "podman"])
    expect(findBuilder(withPrograms(name))).toEqual({ kind: "engine", command: [name] });
  expect(() => findBuilder(withPrograms())).toThrow("apt-get install buildah");
});
