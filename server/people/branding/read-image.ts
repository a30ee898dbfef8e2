import {
  type BrandImage,
  type BrandImageKind,
  type BrandImageType,
  iconSides,
  maxBrandImageBytes,
} from "../../../shared/brand-images.ts";

/** A picture with its bytes. */
export interface StoredImage extends BrandImage {
  base64: string;
}

/** Why bytes are no picture that can be used, as the end of a sentence about them. */
export type ImageProblem = string;

/**
 * Reads a picture by its content, whatever it was called.
 *
 * @returns the picture, or what is wrong with it
 */
export function readImage(kind: BrandImageKind, bytes: Uint8Array): StoredImage | ImageProblem {
  if (bytes.length > maxBrandImageBytes)
    return `has to have at most ${maxBrandImageBytes / 1024} kB`;
  const type = typeOf(bytes);
  if (kind === "icon" && type !== "image/png") return "has to be a PNG";
  if (type === null) return "has to be a PNG, JPEG, WebP or SVG";
  const side = kind === "icon" ? squareSideOf(bytes) : null;
  if (kind === "icon" && side === null)
    return `has to be square, with sides of ${iconSides.least} to ${iconSides.most} pixels`;
  const version = new Bun.CryptoHasher("sha256").update(bytes).digest("hex").slice(0, 16);
  return { type, version, side, base64: Buffer.from(bytes).toString("base64") };
}

function typeOf(bytes: Uint8Array): BrandImageType | null {
  const begin = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  if (begin === "\x89PNG\r\n\x1a\n\0\0\0\rIHDR") return "image/png";
  if (begin.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (begin.startsWith("RIFF") && begin.slice(8, 12) === "WEBP") return "image/webp";
  return isSvg(bytes) ? "image/svg+xml" : null;
}

/**
 * Whether bytes are an SVG without a document type, whose entities could grow. Scripts in it never
 * run: pages show it as a picture, and its own address has a sandbox.
 */
function isSvg(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  if (/<!(doctype|entity)/i.test(text)) return false;
  const root = text.indexOf("<svg");
  if (root === -1 || !text.trimEnd().endsWith("</svg>")) return false;
  // Before it, only what XML allows there: its declaration and comments.
  const before = text.slice(0, root).replaceAll(/<!--[^]*?-->|<\?[^]*?\?>/g, "");
  return before.trim() === "";
}

/** The side of a PNG that is a square of a good size (its header has width and height). */
function squareSideOf(bytes: Uint8Array): number | null {
  if (bytes.length < 24) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const isGood = width === height && width >= iconSides.least && width <= iconSides.most;
  return isGood ? width : null;
}
