import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readVersion } from "../../platform/read-version.ts";
import { placeFiles } from "./placed-files.ts";
import { openStaticFiles } from "./static-files.ts";

const page = `<!doctype html><link rel="icon" href="/favicon.svg" /><link rel="manifest" href="/manifest.webmanifest" /><script type="module" crossorigin src="/assets/index-1.js"></script><a href="//cdn.example/x" title="/not">`;
const manifest = JSON.stringify({
  id: "/",
  name: "A / B",
  start_url: "/",
  icons: [{ src: "/icon.png", sizes: "1x1" }],
});
const digestOf = (text: string) => new Bun.CryptoHasher("sha256").update(text).digest("base64");
const worker = `precache([{url:"/index.html",revision:"${digestOf(page)}",integrity:"sha256-${digestOf(page)}"},{url:"/manifest.webmanifest",revision:"${digestOf(manifest)}"},{url:"/favicon.svg",revision:"t"}]);`;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "chatkit-placed-"));
  await Bun.write(join(dir, "index.html"), page);
  await Bun.write(join(dir, "manifest.webmanifest"), manifest);
  await Bun.write(join(dir, "sw.js"), worker);
  await Bun.write(join(dir, "version"), await readVersion());
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function placed(name: string): Promise<string> {
  const file = (await placeFiles(dir, "/chat")).get(name);
  if (!file) throw new Error(`${name} is not placed`);
  return new TextDecoder().decode(file.bytes);
}

test("at the root, every file stays as it was built", async () => {
  expect((await placeFiles(dir, "")).size).toBe(0);
});

test("below a path, the page and the manifest name files below it, and nothing else changes", async () => {
  expect(await placed("/index.html")).toBe(
    page
      .replace(`"/favicon.svg"`, `"/chat/favicon.svg"`)
      .replace(`"/manifest.webmanifest"`, `"/chat/manifest.webmanifest"`)
      .replace(`"/assets/index-1.js"`, `"/chat/assets/index-1.js"`),
  );
  expect(JSON.parse(await placed("/manifest.webmanifest"))).toEqual({
    id: "/chat/",
    name: "A / B",
    start_url: "/chat/",
    icons: [{ src: "/chat/icon.png", sizes: "1x1" }],
  });
});

test("the worker knows the changed files by their new digests", async () => {
  const text = await placed("/sw.js");
  for (const name of ["/index.html", "/manifest.webmanifest"])
    expect(text).toContain(digestOf(await placed(name)));
  for (const before of [page, manifest]) expect(text).not.toContain(digestOf(before));
});

test("a worker of another build is refused", async () => {
  const other = await mkdtemp(join(tmpdir(), "chatkit-placed-"));
  await Bun.write(join(other, "index.html"), `${page} `);
  await Bun.write(join(other, "manifest.webmanifest"), manifest);
  await Bun.write(join(other, "sw.js"), worker);
  await expect(placeFiles(other, "/chat")).rejects.toThrow("of another build");
  await rm(other, { recursive: true, force: true });
});

test.each(["identity", "gzip", "br"])("they are sent as %s, and revalidated", async (encoding) => {
  const serve = await openStaticFiles(dir, { basePath: "/chat" });
  await using server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request) => serve(request, new URL(request.url).pathname),
  });
  const ask = (headers = {}) =>
    fetch(new URL("/t/cthr_1", server.url), {
      headers: { "accept-encoding": encoding, ...headers },
    });
  const answer = await ask();
  expect(await answer.text()).toContain("/chat/assets/index-1.js");
  expect(answer.headers.get("content-type")).toStartWith("text/html");
  const etag = answer.headers.get("etag") ?? "";
  expect(etag).toStartWith("W/");
  expect((await ask({ "if-none-match": etag })).status).toBe(304);
});
