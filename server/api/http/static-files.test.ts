import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { exchange } from "../../../testing/server/raw-socket.ts";
import { readVersion } from "../../platform/read-version.ts";
import { openStaticFiles } from "./static-files.ts";

const script = "console.log('the app');\n".repeat(50);
let outer: string;
let server: Bun.Server<undefined>;

beforeAll(async () => {
  outer = await mkdtemp(join(tmpdir(), "chatkit-static-"));
  const files = {
    "secret.txt": "not for anybody",
    "web/version": await readVersion(),
    "web/index.html": "<!doctype html><title>ChatKit</title><script>early()</script>",
    "web/sw.js": "addEventListener('install', () => skipWaiting());",
    "web/favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "web/assets/app-1a2b3c.js": script,
    "web/assets/app-1a2b3c.js.br": "as br",
    "web/assets/app-1a2b3c.js.gz": "as gzip",
    "web/assets/style-4d5e6f.css": "body{}",
  };
  for (const [name, text] of Object.entries(files)) await Bun.write(join(outer, name), text);
  const frameAncestors = ["https://host.example"];
  const answer = await openStaticFiles(join(outer, "web"), { frameAncestors });
  server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request) => answer(request, new URL(request.url).pathname),
  });
});

afterAll(async () => {
  await server.stop(true);
  await rm(outer, { recursive: true, force: true });
});

const app = "/assets/app-1a2b3c.js";

/** Without decompression and without headers of its own. */
async function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const answer = await fetch(new URL(path, server.url), {
    method,
    headers: { "accept-encoding": "identity", ...headers },
    decompress: false,
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe("caching", () => {
  test("a file with a hash in its name is kept for ever", async () => {
    const { status, headers, text } = await get(app);
    expect([status, text]).toEqual([200, script]);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(headers.get("content-type")).toStartWith("text/javascript");
  });

  test("anything else is asked for again each time", async () => {
    for (const path of ["/", "/index.html", "/sw.js", "/favicon.svg", "/threads/cthr_1"])
      expect((await get(path)).headers.get("cache-control")).toBe("no-cache");
  });

  test("an unchanged file is not sent again", async () => {
    const etag = (await get(app)).headers.get("etag") ?? "";
    for (const known of [etag, `"other", ${etag}`, `${etag},"other"`, "*"]) {
      const answer = await get(app, { "if-none-match": known });
      expect([answer.status, answer.text, answer.headers.get("etag")]).toEqual([304, "", etag]);
    }
    for (const other of ['"other"', "", etag.slice(0, -2), 'W/"x"'])
      expect((await get(app, { "if-none-match": other })).status).toBe(200);
  });

  test("the tag promises no more than that compressed and plain forms mean the same", async () => {
    expect((await get(app)).headers.get("etag")).toMatch(/^W\/".+"$/);
  });
});

describe("compression", () => {
  const encodingFor = async (accepted: string) =>
    (await get(app, { "accept-encoding": accepted })).headers.get("content-encoding");

  test("the best form that the client takes is sent", async () => {
    expect(await encodingFor("gzip, deflate, br, zstd")).toBe("br");
    expect(await encodingFor("gzip;q=1.0, br;q=0.5")).toBe("br");
    expect(await encodingFor("gzip")).toBe("gzip");
    expect(await encodingFor("BR")).toBe("br");
    const { text, headers } = await get(app, { "accept-encoding": "br" });
    expect(text).toBe("as br");
    expect(headers.get("vary")).toBe("accept-encoding");
    expect(headers.get("content-type")).toStartWith("text/javascript");
  });

  test("a form that the client refuses is not", async () => {
    expect(await encodingFor("br;q=0, gzip")).toBe("gzip");
    expect(await encodingFor("br; q=0.000, gzip;q=0")).toBeNull();
    expect(await encodingFor("identity")).toBeNull();
    expect(await encodingFor("brotli, xgzip, gzip2")).toBeNull();
  });

  test("a file without compressed forms is sent plain", async () => {
    const { headers, text } = await get("/assets/style-4d5e6f.css", { "accept-encoding": "br" });
    expect([headers.get("content-encoding"), text]).toEqual([null, "body{}"]);
  });

  test("a compressed form is no file of its own", async () => {
    expect((await get(`${app}.br`)).status).toBe(404);
  });
});

describe("methods", () => {
  test("HEAD tells the same as GET and sends nothing", async () => {
    for (const path of [app, "/"]) {
      const [got, head] = [await get(path), await get(path, {}, "HEAD")];
      expect([head.status, head.text]).toEqual([200, ""]);
      for (const name of ["content-length", "content-type", "etag", "cache-control"])
        expect([name, head.headers.get(name)]).toEqual([name, got.headers.get(name)]);
    }
  });

  test("nothing but GET and HEAD is allowed", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const answer = await get("/", {}, method);
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    }
  });
});

describe("paths", () => {
  test("the page allows the script that is part of it, and no other", async () => {
    const digest = new Bun.CryptoHasher("sha256").update("early()").digest("base64");
    for (const path of ["/", "/t/cthr_1"]) {
      const policy = (await get(path)).headers.get("content-security-policy") ?? "";
      expect(policy).toContain(`default-src 'self'; script-src 'self' 'sha256-${digest}'; `);
      expect(policy).toContain("frame-ancestors 'self' https://host.example");
    }
    expect((await get(app)).headers.get("content-security-policy")).toBeNull();
  });

  test("every page of the app is the app", async () => {
    for (const path of [
      "/",
      "/index.html",
      "/threads/cthr_1",
      "/a/b/c?x=1.js",
      "/search",
      "/version",
    ])
      expect((await get(path)).text).toContain("<title>ChatKit</title>");
  });

  test("a file that is missing is not the app", async () => {
    for (const path of [
      "/assets/gone-1.js",
      "/assets/gone",
      "/robots.txt",
      "/favicon.ico",
      "/assets/",
    ])
      expect((await get(path)).status).toBe(404);
  });

  test("no path leads out of the folder", async () => {
    const { hostname, port } = server;
    const paths = [
      "/../secret.txt",
      "/assets/../../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e%2fsecret.txt",
      "/..\\secret.txt",
      "/..%5csecret.txt",
      "//secret.txt",
      "/assets/%00/../../../secret.txt",
      join(outer, "secret.txt"),
      `/${join(outer, "secret.txt")}`,
      "/secret.txt%00.js",
    ];
    for (const path of paths) {
      const answer = await exchange(
        { hostname: hostname ?? "", port: port ?? 0 },
        `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 (404|400) /);
      expect(answer).not.toContain("not for anybody");
    }
  });
});

test("a build of another release is refused, with both versions", async () => {
  const dir = join(outer, "older");
  await Bun.write(join(dir, "index.html"), "<!doctype html>");
  const version = await readVersion();
  const refusal = (built: string) =>
    `is ${built}, and the server is ${version}. Run \`bun run build`;
  await expect(openStaticFiles(dir)).rejects.toThrow(refusal("of an earlier release"));
  await Bun.write(join(dir, "version"), "0.0.1\n");
  await expect(openStaticFiles(dir)).rejects.toThrow(refusal("0.0.1"));
  await Bun.write(join(dir, "version"), version);
  expect(typeof (await openStaticFiles(dir))).toBe("function");
});

test("without a build there is one sentence that says what to do", async () => {
  for (const dir of [join(outer, "none"), join(outer, "web/assets")])
    await expect(openStaticFiles(dir)).rejects.toThrow(
      /is not built: .+ Run `bun run build` first\./,
    );
});
