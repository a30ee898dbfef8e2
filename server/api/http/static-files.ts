import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** A built file with its precompressed variants. */
interface StaticFile {
  path: string;
  encodings: Map<string, string>;
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

/** Serves a file of the app, or the app itself for any of its pages. */
export type StaticFiles = (request: Request) => Response;

/**
 * Serves the built app from an in-memory index, so no requested path reaches the file system.
 *
 * @throws when there is no build
 */
export async function openStaticFiles(dir: string): Promise<StaticFiles> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true }).catch(
    (cause: unknown) => {
      throw new Error(`The app is not built: ${dir} is missing. Run \`bun run build\` first.`, {
        cause,
      });
    },
  );
  const paths = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const all = new Set(paths);
  const files = new Map<string, StaticFile>();
  for (const path of paths.filter((name) => !/\.(br|gz)$/.test(name))) {
    const url = path.slice(dir.length).replaceAll("\\", "/");
    files.set(url, await describe(path, url, all));
  }
  const index = files.get("/index.html");
  if (!index)
    throw new Error(`The app is not built: ${dir} has no index.html. Run \`bun run build\` first.`);
  return (request) => {
    const { pathname } = new URL(request.url);
    const file = files.get(pathname) ?? (isPage(pathname) ? index : undefined);
    return file ? answer(request, file) : new Response("Not found", { status: 404 });
  };
}

async function describe(path: string, url: string, all: ReadonlySet<string>): Promise<StaticFile> {
  const file = Bun.file(path);
  const present = encodings
    .filter(([, suffix]) => all.has(path + suffix))
    .map(([name, suffix]) => [name, path + suffix] as const);
  const hash = Bun.hash(await file.bytes()).toString(36);
  return {
    path,
    encodings: new Map(present),
    headers: {
      "content-type": file.type,
      "cache-control": url.startsWith("/assets/") ? immutable : revalidate,
      // Weak, because the compressed variants share it.
      etag: `W/"${hash}"`,
      vary: "accept-encoding",
    },
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
  const path = encoding ? file.encodings.get(encoding) : undefined;
  const headers = encoding ? { ...file.headers, "content-encoding": encoding } : file.headers;
  return new Response(Bun.file(path ?? file.path), { headers });
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
