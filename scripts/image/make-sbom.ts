import { z } from "zod";

const namesSchema = z.record(z.string(), z.string()).default({});
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: namesSchema,
  devDependencies: namesSchema,
});
const factsSchema = z.object({
  dependencies: namesSchema,
  optionalDependencies: namesSchema,
  peerDependencies: namesSchema,
});
/** Name and version, the registry if it is not the usual one, what it depends on, and its hash. */
const lockSchema = z.object({
  packages: z.record(z.string(), z.tuple([z.string(), z.string(), factsSchema, z.string()])),
});
type Packages = z.infer<typeof lockSchema>["packages"];

/** A list of what the server and the app are made of, in the format CycloneDX 1.6. */
export interface Sbom {
  bomFormat: "CycloneDX";
  specVersion: "1.6";
  version: 1;
  metadata: { component: Component };
  components: Component[];
}

/** A package. One that only the build uses is `optional`, as its code may be in the app. */
interface Component {
  type: "application" | "library" | "platform";
  name: string;
  version: string;
  purl?: string;
  scope?: "required" | "optional";
  hashes?: { alg: "SHA-512"; content: string }[];
}

/**
 * Lists the packages in `bun.lock`, with Bun itself; PostgreSQL is a package too.
 *
 * @param lock the text of `bun.lock`
 * @param manifest the parsed `package.json`
 * @param bunVersion of the Bun in the executable
 */
export function makeSbom(lock: string, manifest: unknown, bunVersion: string): Sbom {
  const { packages } = lockSchema.parse(Bun.JSONC.parse(lock));
  const { name, version, dependencies, devDependencies } = manifestSchema.parse(manifest);
  const required = reach(packages, Object.keys(dependencies));
  const all = reach(packages, [...Object.keys(dependencies), ...Object.keys(devDependencies)]);
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", name, version } },
    components: [
      { type: "platform", name: "bun", version: bunVersion, scope: "required" },
      ...[...all]
        .toSorted()
        .flatMap((key) => describe(packages[key], required.has(key) ? "required" : "optional")),
    ],
  };
}

function describe(
  entry: Packages[string] | undefined,
  scope: "required" | "optional",
): Component[] {
  if (!entry) return [];
  const [id, , , integrity] = entry;
  const at = id.lastIndexOf("@");
  const [name, version] = [id.slice(0, at), id.slice(at + 1)];
  const [alg, hash = ""] = integrity.split("-", 2);
  const content = Buffer.from(hash, "base64").toString("hex");
  return [
    {
      type: "library",
      name,
      version,
      purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
      scope,
      ...(alg === "sha512" ? { hashes: [{ alg: "SHA-512", content }] } : {}),
    },
  ];
}

/** Keys of the packages that these depend on, directly or not, and of these. */
function reach(packages: Packages, names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = names.map((name) => ({ from: "", name }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const key = resolve(packages, next.from, next.name);
    if (key === null || found.has(key)) continue;
    found.add(key);
    const facts = packages[key]?.[2];
    const on = {
      ...facts?.dependencies,
      ...facts?.optionalDependencies,
      ...facts?.peerDependencies,
    };
    for (const name of Object.keys(on)) waiting.push({ from: key, name });
  }
  return found;
}

/** A package of its own is below the one that uses it, such as `a/b`; others are at the top. */
function resolve(packages: Packages, from: string, name: string): string | null {
  for (let place = from; place !== ""; place = place.slice(0, Math.max(0, place.lastIndexOf("/"))))
    if (packages[`${place}/${name}`]) return `${place}/${name}`;
  return packages[name] ? name : null;
}
