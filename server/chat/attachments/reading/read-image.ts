import type { FileReading, Rendition } from "./read-file.ts";
import { firstFrame } from "./first-frame.ts";
import { flattenOnWhite } from "./flatten-on-white.ts";

const maxPixels = 50_000_000;
const previewSide = 640;
const shownSide = 2048;
const jpegQuality = 85;
/** A larger PNG is shown as JPEG. */
const maxPngBytes = 1024 ** 2;
/** What is drawn rather than photographed, and may be transparent. */
const drawnFormats = new Set(["png", "gif", "webp"]);

/**
 * Makes a preview and what a model is shown of a picture. Both are drawn anew, so nothing of what
 * the file says besides leaves with them, such as where it was taken. Of a moving picture it is the
 * first one.
 */
export async function readImage(file: Uint8Array<ArrayBuffer>): Promise<FileReading> {
  const bytes = firstFrame(file);
  try {
    const { width, height, format } = await open(bytes).metadata();
    const preview = await fit(open(bytes), previewSide).webp().bytes();
    return {
      outcome: "image",
      mimeType: `image/${format}`,
      width,
      height,
      preview: { mimeType: "image/webp", bytes: preview },
      shown: await draw(bytes, drawnFormats.has(format)),
    };
  } catch (error) {
    return { outcome: "refused", reason: refusalOf(error) };
  }
}

const open = (bytes: Uint8Array<ArrayBuffer>) => new Bun.Image(bytes, { maxPixels });

const fit = (image: Bun.Image, side: number) =>
  image.resize(side, side, { fit: "inside", withoutEnlargement: true });

/** Servers of models read JPEG and PNG alone, and many drop transparency: what was unseen would be black. */
async function draw(bytes: Uint8Array<ArrayBuffer>, isDrawn: boolean): Promise<Rendition> {
  if (!isDrawn) return asJpeg(fit(open(bytes), shownSide));
  const flat = flattenOnWhite(
    await fit(open(bytes), shownSide).png({ compressionLevel: 0 }).bytes(),
  );
  const fitted = () => (flat ? open(flat) : fit(open(bytes), shownSide));
  const png = await fitted().png().bytes();
  if (png.length <= maxPngBytes) return { mimeType: "image/png", bytes: png };
  return asJpeg(fitted());
}

async function asJpeg(image: Bun.Image): Promise<Rendition> {
  return { mimeType: "image/jpeg", bytes: await image.jpeg({ quality: jpegQuality }).bytes() };
}

function refusalOf(error: unknown) {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ERR_IMAGE_TOO_MANY_PIXELS") return "too_complex";
  if (code === "ERR_IMAGE_DECODE_FAILED") return "damaged";
  if (code === "ERR_IMAGE_UNKNOWN_FORMAT") return "unsupported";
  if (code === "ERR_IMAGE_FORMAT_UNSUPPORTED") return "unsupported";
  throw error;
}
