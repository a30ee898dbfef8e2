import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readVersion } from "../../platform/read-version.ts";
import { noImages } from "../../../shared/brand-images.ts";
import { usualBrand } from "../../../shared/brand.ts";
import { placeFiles } from "./placed-files.ts";
import { openStaticFiles } from "./static-files.ts";

const page = `<!doctype html><link rel="icon" href="/favicon.svg" /><link rel="manifest" href="/manifest.webmanifest" /><script type="module" crossorigin src="/assets/index-1.js"></script><a href="//cdn.example/x" title="/not">`;
const manifest = JSON.stringify({
  id: "/",
  name: "ChatKit",
  short_name: "ChatKit",
  description: "A / B",
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
  const file = (await placeFiles(dir, { basePath: "/chat", brand: usualBrand })).get(name);
  if (!file) throw new Error(`${name} is not placed`);
  return new TextDecoder().decode(file.bytes);
}

test("at the root, every file stays as it was built", async () => {
  expect((await placeFiles(dir, { basePath: "", brand: usualBrand })).size).toBe(0);
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
    name: "ChatKit",
    short_name: "ChatKit",
    description: "A / B",
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
  await expect(placeFiles(other, { basePath: "/chat", brand: usualBrand })).rejects.toThrow(
    "of another build",
  );
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

describe("a named server", () => {
  const accent = { light: "#7a1fa2", dark: "#d7a6f0" };
  const acme = { name: "Acme & <Co> $&", accent, images: noImages };
  const html = `<!doctype html><head><title>ChatKit</title><script>const of = "ChatKit";</script></head>`;
  let named: string;
  beforeAll(async () => {
    named = await mkdtemp(join(tmpdir(), "chatkit-named-"));
    await Bun.write(join(named, "index.html"), html);
    await Bun.write(join(named, "manifest.webmanifest"), manifest);
    await Bun.write(join(named, "sw.js"), `[${digestOf(html)},${digestOf(manifest)}]`);
    await Bun.write(join(named, "version"), await readVersion());
  });
  afterAll(() => rm(named, { recursive: true, force: true }));

  test("has its name and colours in the page, the manifest, and the worker's digests", async () => {
    const files = await placeFiles(named, { basePath: "", brand: acme });
    const text = (name: string) => new TextDecoder().decode(files.get(name)?.bytes);
    const page = text("/index.html");
    expect(page).toContain("<title>Acme &amp; &lt;Co&gt; $&amp;</title>");
    expect(page).toContain(`<script>const of = "ChatKit";</script>`);
    expect(page).toMatch(
      /<style>:root\{--accent:#7a1fa2;[^]*--accent:#d7a6f0;[^]*<\/style>\s*<\/head>/,
    );
    expect(JSON.parse(text("/manifest.webmanifest"))).toMatchObject({
      id: "/",
      name: acme.name,
      short_name: acme.name,
      theme_color: accent.light,
    });
    expect(text("/sw.js")).toBe(`[${digestOf(page)},${digestOf(text("/manifest.webmanifest"))}]`);
  });

  test("has its icon in the page and the manifest, and its logo where the app looks for it", async () => {
    const light = { type: "image/svg+xml" as const, version: "1", side: null };
    const icon = { type: "image/png" as const, version: "2", side: 512 };
    const brand = { ...usualBrand, images: { light, dark: null, icon } };
    const linked = html.replace("</head>", `<link rel="icon" href="/favicon.svg" /></head>`);
    await Bun.write(join(named, "index.html"), linked);
    await Bun.write(join(named, "sw.js"), `[${digestOf(linked)},${digestOf(manifest)}]`);
    const files = await placeFiles(named, { basePath: "/chat", brand });
    const text = (name: string) => new TextDecoder().decode(files.get(name)?.bytes);
    expect(text("/index.html")).toContain(`<link rel="icon" href="/chat/brand/icon?v=2" />`);
    for (const theme of ["light", "dark"])
      expect(text("/index.html")).toContain(
        `<meta name="logo-${theme}" content="/chat/brand/light?v=1" />`,
      );
    expect(JSON.parse(text("/manifest.webmanifest")).icons).toEqual([
      { src: "/chat/brand/icon?v=2", sizes: "512x512", type: "image/png", purpose: "any" },
    ]);
    await Bun.write(join(named, "index.html"), html);
    await Bun.write(join(named, "sw.js"), `[${digestOf(html)},${digestOf(manifest)}]`);
  });

  test("is served under the name of the moment, with a policy for the page's script", async () => {
    let brand = usualBrand;
    const serve = await openStaticFiles(named, { brand: async () => brand });
    const get = (path: string) => serve(new Request(`http://localhost${path}`), path);
    const before = await get("/t/cthr_1");
    expect(await before.text()).toBe(html);
    brand = acme;
    const after = await get("/t/cthr_1");
    expect(await after.text()).toContain("Acme");
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
    const script = `'sha256-${digestOf(`const of = "ChatKit";`)}'`;
    for (const { headers } of [before, after])
      expect(headers.get("content-security-policy")).toContain(script);
    brand = usualBrand;
    expect(await (await get("/")).text()).toBe(html);
  });
});
