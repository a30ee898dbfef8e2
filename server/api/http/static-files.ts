import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readVersion } from "../../platform/read-version.ts";
import { type Brand, usualBrand } from "../../../shared/brand.ts";
import { placedNames, placeFiles, type PlacedFile } from "./placed-files.ts";
import { contentSecurityPolicy } from "./security-headers.ts";

/** The path of a file, or its bytes. */
type Content = string | Uint8Array<ArrayBuffer>;

/** A built file with its precompressed variants. */
interface StaticFile {
  content: Content;
  encodings: ReadonlyMap<string, Content>;
  headers: Record<string, string>;
}

/** Files with a hash in their name never change. */
const immutable = "public, max-age=31536000, immutable";

/** Other files are revalidated on each use. */
const revalidate = "no-cache";

/** In order of preference. */
const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"],
] as const;

/**
 * Serves a file of the app, or the app itself for any of its pages.
 *
 * @param pathname below the base path
 */
export type StaticFiles = (request: Request, pathname: string) => Promise<Response>;

/** The file of a build that has the version it is of. It is not served. */
export const buildVersionFile = "version";

/**
 * Finds out early that there is no build, or one of another release: the app and the server of two
 * releases do not fit.
 *
 * @throws Error that says what to do
 */
export async function requireBuild(dir: string): Promise<void> {
  const advice = "Run `bun run build` first.";
  if (!(await Bun.file(join(dir, "index.html")).exists()))
    throw new Error(`The app is not built: ${dir} has no index.html. ${advice}`);
  const noted = Bun.file(join(dir, buildVersionFile));
  const built = (await noted.exists()) ? (await noted.text()).trim() : "of an earlier release";
  const own = await readVersion();
  if (built !== own)
    throw new Error(`The app in ${dir} is ${built}, and the server is ${own}. ${advice}`);
}

export interface StaticOptions {
  /** The path that the server is below; empty at the root, which is the default. */
  basePath?: string;
  /** Origins whose pages may embed the app in a frame, besides its own; none by default. */
  frameAncestors?: readonly string[];
  /** How the server presents itself at this moment; the default never changes. */
  brand?: () => Promise<Brand>;
}

/**
 * Serves the built app from an in-memory index, so no requested path reaches the file system.
 *
 * @throws when there is no build
 */
export async function openStaticFiles(
  dir: string,
  { basePath = "", frameAncestors = [], brand = async () => usualBrand }: StaticOptions = {},
): Promise<StaticFiles> {
  await requireBuild(dir);
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const all = new Set(paths);
  const files = new Map<string, StaticFile>();
  const own = join(dir, buildVersionFile);
  for (const path of paths.filter((name) => !/\.(br|gz)$/.test(name) && name !== own)) {
    const url = path.slice(dir.length).replaceAll("\\", "/");
    files.set(url, await describe(path, url, all));
  }
  const place = rememberLast(async (written: string) => {
    const presented: Brand = JSON.parse(written);
    const placed = new Map(files);
    for (const [url, file] of await placeFiles(dir, { basePath, brand: presented }))
      placed.set(url, describePlaced(url, file));
    const page = placed.get("/index.html");
    if (page)
      placed.set("/index.html", { ...page, headers: await pageHeaders(page, frameAncestors) });
    return placed;
  });
  // A build that cannot be placed is found out early.
  await place(JSON.stringify(usualBrand));
  return async (request, pathname) => {
    const name = files.has(pathname) || !isPage(pathname) ? pathname : "/index.html";
    const from = placedNames.has(name) ? await place(JSON.stringify(await brand())) : files;
    const file = from.get(name);
    return file ? answer(request, file) : new Response("Not found", { status: 404 });
  };
}

/** The same function, which answers again what it was asked last. */
function rememberLast<Result>(
  make: (of: string) => Promise<Result>,
): (of: string) => Promise<Result> {
  let last: { of: string; result: Promise<Result> } | null = null;
  return (of) => {
    if (last?.of !== of) last = { of, result: make(of) };
    return last.result;
  };
}

async function describe(path: string, url: string, all: ReadonlySet<string>): Promise<StaticFile> {
  const file = Bun.file(path);
  const present = encodings
    .filter(([, suffix]) => all.has(path + suffix))
    .map(([name, suffix]) => [name, path + suffix] as const);
  const headers = headersOf(url, file.type, await file.bytes());
  return { content: path, encodings: new Map(present), headers };
}

function describePlaced(url: string, { bytes, encodings: packed }: PlacedFile): StaticFile {
  return {
    content: bytes,
    encodings: packed,
    headers: headersOf(url, Bun.file(url).type, bytes),
  };
}

/** The headers of the page, whose policy names the script in it. */
async function pageHeaders(
  { content, headers }: StaticFile,
  frameAncestors: readonly string[],
): Promise<Record<string, string>> {
  const html = await (typeof content === "string" ? Bun.file(content) : new Blob([content])).text();
  const scripts = Array.from(html.matchAll(/<script>([^]*?)<\/script>/g), ([, script = ""]) =>
    new Bun.CryptoHasher("sha256").update(script).digest("base64"),
  );
  return { ...headers, "content-security-policy": contentSecurityPolicy(frameAncestors, scripts) };
}

function headersOf(url: string, type: string, bytes: Uint8Array): Record<string, string> {
  return {
    "content-type": type,
    "cache-control": url.startsWith("/assets/") ? immutable : revalidate,
    // Weak, because the compressed variants share it.
    etag: `W/"${Bun.hash(bytes).toString(36)}"`,
    vary: "accept-encoding",
  };
}

/** Any path that does not look like a file is a page of the app. */
function isPage(pathname: string): boolean {
  return !pathname.startsWith("/assets/") && !/\.[a-z0-9]+$/i.test(pathname);
}

function answer(request: Request, file: StaticFile): Response {
  if (request.method !== "GET" && request.method !== "HEAD")
    return new Response("Method not allowed", { status: 405, headers: { allow: "GET, HEAD" } });
  if (isKnown(request.headers.get("if-none-match"), file.headers["etag"]))
    return new Response(null, { status: 304, headers: file.headers });
  const accepted = request.headers.get("accept-encoding") ?? "";
  const encoding = [...file.encodings.keys()].find((name) => accepts(accepted, name));
  const encoded = encoding ? file.encodings.get(encoding) : undefined;
  const content = encoded ?? file.content;
  const headers = encoding ? { ...file.headers, "content-encoding": encoding } : file.headers;
  return new Response(typeof content === "string" ? Bun.file(content) : content, { headers });
}

/** Whether the client has this version, by weak comparison (RFC 9110, section 13.1.2). */
function isKnown(ifNoneMatch: string | null, etag: string | undefined): boolean {
  return (ifNoneMatch ?? "").split(",").some((tag) => tag.trim() === "*" || tag.trim() === etag);
}

/** Whether a list such as `gzip, br;q=0.9` contains the encoding with a weight above zero. */
function accepts(list: string, encoding: string): boolean {
  return list.split(",").some((item) => {
    const [name = "", ...parameters] = item.toLowerCase().split(";");
    const refused = parameters.some((parameter) => /^\s*q\s*=\s*0(\.0*)?\s*$/.test(parameter));
    return name.trim() === encoding && !refused;
  });
}
