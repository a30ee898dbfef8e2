import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { type BrandImageKind, maxBrandImageBytes } from "../../../shared/brand-images.ts";
import type { App } from "../../app/app.ts";
import { readConfig } from "../../app/config.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { pngOf } from "../../../testing/server/png-of.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, refusalOf } from "../../../testing/server/visitor.ts";

// The server's pictures: what can be one, and how it is served to anyone.

let app: App;
let sql: Sql;
let admin: Browser;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 1 });
  admin = await newAdmin({ origin: app.origin, sql });
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await sql`delete from server_settings where name like 'brand_image_%'`;
});

const svg = `<?xml version="1.0"?>\n<!-- a logo -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>\n`;

const set = (kind: BrandImageKind, content: string | Uint8Array | null) =>
  admin.api.admin.branding.setImage.mutate({
    kind,
    base64: content === null ? null : Buffer.from(content).toString("base64"),
  });
const imagesOf = async () => (await admin.api.admin.branding.get.query()).brand.images;
const get = (path: string, init?: RequestInit) => fetch(`${app.origin}/brand/${path}`, init);

test("an SVG is served so that nothing in it runs, under an address that changes with it", async () => {
  await set("light", svg);
  const { light } = await imagesOf();
  expect(light?.type).toBe("image/svg+xml");
  const answer = await get(`light?v=${light?.version}`);
  expect(await answer.text()).toBe(svg);
  expect(answer.headers.get("content-type")).toBe("image/svg+xml");
  expect(answer.headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  );
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("cache-control")).toContain("immutable");
  expect((await get("light?v=other")).headers.get("cache-control")).toBe("no-cache");
  expect((await get("light", { method: "DELETE" })).status).toBe(405);
  await set("light", svg.replace("a logo", "another"));
  expect((await imagesOf()).light?.version).not.toBe(light?.version);
});

test("the pages of links show it, the light one for both themes until there is a dark one", async () => {
  await set("light", svg);
  const page = () => fetch(`${app.origin}/s/${"a".repeat(22)}`).then((answer) => answer.text());
  const { light } = await imagesOf();
  expect(await page()).toContain(
    `srcset="/brand/light?v=${light?.version}"><img src="/brand/light?v=${light?.version}" alt="ChatKit"`,
  );
  await set("dark", pngOf(8, 4));
  const { dark } = await imagesOf();
  expect(await page()).toContain(`srcset="/brand/dark?v=${dark?.version}"><img src="/brand/light`);
  await set("icon", pngOf(192, 192));
  expect(await page()).toContain(`<link rel="icon" href="/brand/icon?v=`);
  for (const kind of ["light", "dark", "icon"] as const) await set(kind, null);
  expect(await page()).toContain('<p class="site">ChatKit</p>');
  expect((await get("light")).status).toBe(404);
});

const page = "<!doctype html><html><svg></svg></html>";
const wrong: [string, BrandImageKind, string | Uint8Array][] = [
  ["a page", "light", page],
  ["a page with an SVG at its end", "light", `<html></html><svg></svg>`],
  ["an SVG with entities", "light", `<!DOCTYPE svg [<!ENTITY a "a">]><svg>&a;</svg>`],
  ["bytes that are no text", "light", new Uint8Array([0xff, 0xfe, 0x3c])],
  ["a script", "dark", "alert(1)"],
  ["nothing", "light", ""],
  ["one byte too many", "light", `<svg>${"x".repeat(maxBrandImageBytes - 10)}</svg>`],
  ["an SVG as the icon", "icon", svg],
  ["an icon that is not square", "icon", pngOf(192, 200)],
  ["an icon that is too small", "icon", pngOf(191, 191)],
  ["an icon that is too large", "icon", pngOf(1_025, 1_025)],
  ["an icon that is cut off", "icon", pngOf(192, 192).subarray(0, 20)],
];

test.each(wrong)("%s is refused", async (_, kind, content) => {
  expect((await refusalOf(set(kind, content))).code).toBe("invalid_input");
  expect((await imagesOf())[kind]).toBeNull();
});

test("only admins set them, and each change is audited", async () => {
  const { api } = await newVisitor(app.origin);
  const setting = api.admin.branding.setImage.mutate({ kind: "light", base64: null });
  expect((await refusalOf(setting)).code).toBe("forbidden");
  await set("icon", pngOf(512, 512));
  await set("icon", null);
  const { events } = await admin.api.admin.audit.query({});
  const details = events
    .filter(({ kind }) => kind === "branding_changed")
    .map((each) => each.details);
  expect(details.slice(0, 2)).toEqual([{ name: "icon –" }, { name: "icon image/png" }]);
});

test("what the settings name is read at the start, decides, and is refused there too", async () => {
  const dir = await mkdtemp(join(tmpdir(), "chatkit-brand-"));
  const [logo, icon] = [join(dir, "logo.svg"), join(dir, "icon.png")];
  await Bun.write(logo, svg);
  await Bun.write(icon, pngOf(10, 10));
  const { branding } = readConfig({ CHATKIT_LOGO: logo });
  await using operated = await startTestApp({
    databaseUrl: app.databaseUrl,
    config: { role: "web", logLevel: "silent", branding },
  });
  await set("light", pngOf(4, 4));
  expect(await (await fetch(`${operated.origin}/brand/light`)).text()).toBe(svg);
  const refused = await fetch(`${operated.origin}/trpc/admin.branding.setImage`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${admin.token ?? ""}` },
    body: JSON.stringify({ kind: "light", base64: null }),
  });
  expect(refused.status).toBe(409);
  expect(() => readConfig({ CHATKIT_ICON: icon })).toThrow("CHATKIT_ICON: has to be square");
  expect(() => readConfig({ CHATKIT_LOGO: join(dir, "none") })).toThrow("file that can be read");
  await rm(dir, { recursive: true });
});
