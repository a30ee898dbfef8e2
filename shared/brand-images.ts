/** The pictures of a server: its logo in each theme, and the icon of the installed app. */
export const brandImageKinds = ["light", "dark", "icon"] as const;

export type BrandImageKind = (typeof brandImageKinds)[number];

/** What a picture of a server can be. */
export type BrandImageType = "image/png" | "image/jpeg" | "image/webp" | "image/svg+xml";

/** Largest picture of a server in bytes: it is on every page, and part of one frame of a socket. */
export const maxBrandImageBytes = 32 * 1024;

/** Sides of a square icon, in pixels: what installed apps ask for. */
export const iconSides = { least: 192, most: 1_024 } as const;

/** A picture as pages name it. */
export interface BrandImage {
  type: BrandImageType;
  /** Changes with the bytes. */
  version: string;
  /** Side of an icon in pixels; null for a logo. */
  side: number | null;
}

export type BrandImages = Readonly<Record<BrandImageKind, BrandImage | null>>;

/** A server without pictures of its own. */
export const noImages: BrandImages = { light: null, dark: null, icon: null };

/** The path of a picture, below the base path; null without one. The light logo does for the dark. */
export function imagePath(images: BrandImages, kind: BrandImageKind): string | null {
  const own = images[kind];
  if (own) return `/brand/${kind}?v=${own.version}`;
  return kind === "dark" && images.light ? imagePath(images, "light") : null;
}
