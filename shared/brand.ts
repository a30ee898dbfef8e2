import { type BrandImages, noImages } from "./brand-images.ts";
import type { Accent } from "./brand-colours.ts";

/** How the server presents itself to people. */
export interface Brand {
  /** What the product is called. */
  name: string;
  /** Null for the app's own. */
  accent: Accent | null;
  images: BrandImages;
}

/** What a server is called whose operator has not named it. */
export const usualName = "ChatKit";

/** How a server presents itself that was never told otherwise. */
export const usualBrand: Brand = { name: usualName, accent: null, images: noImages };

/** Longest name of a server, in UTF-16 code units: it has to fit above the list of chats. */
export const maxBrandName = 30;
