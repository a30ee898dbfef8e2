import { join } from "node:path";
import { expect, test } from "bun:test";
import { z } from "zod";

const folder = join(import.meta.dir, "../../web/public");
const manifestSchema = z.object({
  id: z.string(),
  start_url: z.string(),
  scope: z.string(),
  display: z.string(),
  icons: z.array(
    z.object({ src: z.string(), sizes: z.string(), type: z.string(), purpose: z.string() }),
  ),
});

/** The size in the header of a PNG, such as `192x192`. */
async function sizeOf(name: string): Promise<string> {
  const bytes = new DataView(await Bun.file(join(folder, name)).arrayBuffer());
  expect(bytes.getUint32(0)).toBe(0x89504e47);
  return `${bytes.getUint32(16)}x${bytes.getUint32(20)}`;
}

test("the manifest has all that browsers ask of an app to install", async () => {
  const json: unknown = await Bun.file(join(folder, "manifest.webmanifest")).json();
  const { icons, ...app } = manifestSchema.parse(json);
  expect(app).toEqual({ id: "/", start_url: "/", scope: "/", display: "standalone" });
  const pictures = icons.filter(({ type }) => type === "image/png");
  expect(pictures.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    "192x192 any",
    "512x512 any",
    "512x512 maskable",
  ]);
  for (const { src, sizes } of pictures) expect(await sizeOf(src)).toBe(sizes);
});

test("an iPhone finds its icon", async () => {
  const page = await Bun.file(join(folder, "../index.html")).text();
  expect(page).toContain('<link rel="apple-touch-icon" href="/apple-touch-icon.png" />');
  expect(await sizeOf("apple-touch-icon.png")).toBe("180x180");
});
