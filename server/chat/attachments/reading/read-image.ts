import type { FileReading, Rendition } from "./read-file.ts";
import { firstFrame } from "./first-frame.ts";
import { flattenOnWhite } from "./flatten-on-white.ts";

const maxPixels = 50_000_000;
const previewSide = 640;
const shownSide = 2048;
const jpegQuality = 85;
/** A larger PNG is sent to models as JPEG. */
const maxPngBytes = 1024 ** 2;
/** Formats of drawings, which may be transparent. */
const drawnFormats = new Set(["png", "gif", "webp"]);

/**
 * Makes the preview and the image for models. Both are re-encoded, so they carry no metadata such
 * as the place where a photo was taken. Of an animation they show the first frame.
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

/**
 * Model servers read only JPEG and PNG, and many drop transparency, which would turn transparent
 * areas black.
 */
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
