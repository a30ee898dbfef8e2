import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { type Brand, usualBrand } from "../../../shared/brand.ts";
import { brandManifest, brandPage } from "./branded-files.ts";

/** A file that was written anew for its place, with its compressed forms. */
export interface PlacedFile {
  bytes: Uint8Array<ArrayBuffer>;
  encodings: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** `href` and `src` of paths from the root. */
const links = /(?<= (?:href|src)=")\/(?!\/)/g;

/** The files that differ from the build's, by path. */
export type PlacedFiles = ReadonlyMap<string, PlacedFile>;

/** Where the app is served, and how it presents itself. */
export interface Placing {
  /** The path that the server is below; empty at the root. */
  basePath: string;
  brand: Brand;
}

/** The files that `placeFiles` may write anew. */
export const placedNames: ReadonlySet<string> = new Set([
  "/index.html",
  "/manifest.webmanifest",
  "/sw.js",
]);

/**
 * The files of the build that name the product, or name others by paths from the root, with
 * `basePath` before these. In all other files, references are relative, so that a build works at any
 * path. Empty for an unnamed server at the root.
 *
 * @param dir the folder of the build
 * @returns by path, such as `/index.html`
 * @throws when the service worker does not know these files by their content
 */
export async function placeFiles(dir: string, { basePath, brand }: Placing): Promise<PlacedFiles> {
  const isUsual = Bun.deepEquals(brand, usualBrand);
  if (basePath === "" && isUsual) return new Map();
  const read = (name: string) => Bun.file(join(dir, name)).text();
  const [page, manifest, worker] = await Promise.all(
    ["index.html", "manifest.webmanifest", "sw.js"].map(read),
  );
  if (page === undefined || manifest === undefined || worker === undefined)
    throw new Error(`${dir} is no whole build.`);
  const placedPage = brandPage(page.replaceAll(links, `${basePath}/`), brand, basePath);
  const placedManifest = brandManifest(placeManifest(manifest, basePath), brand, basePath);
  // The worker checks what it keeps against these digests.
  const placedWorker = [[page, placedPage] as const, [manifest, placedManifest] as const].reduce(
    (text, [before, after]) => {
      const digest = digestOf(before);
      if (!text.includes(digest)) throw new Error(`sw.js in ${dir} is of another build.`);
      return text.replaceAll(digest, digestOf(after));
    },
    worker,
  );
  return new Map([
    ["/index.html", pack(placedPage)],
    ["/manifest.webmanifest", pack(placedManifest)],
    ["/sw.js", pack(placedWorker)],
  ]);
}

/** Every member that is a path from the root gets the base. */
function placeManifest(manifest: string, basePath: string): string {
  const placed: unknown = JSON.parse(manifest, (_, value: unknown) =>
    typeof value === "string" && value.startsWith("/") ? basePath + value : value,
  );
  return JSON.stringify(placed, null, 2);
}

function digestOf(text: string): string {
  return new Bun.CryptoHasher("sha256").update(text).digest("base64");
}

function pack(text: string): PlacedFile {
  const bytes = new TextEncoder().encode(text);
  return {
    bytes,
    encodings: new Map([
      ["br", new Uint8Array(brotliCompressSync(bytes))],
      ["gzip", new Uint8Array(gzipSync(bytes))],
    ]),
  };
}
