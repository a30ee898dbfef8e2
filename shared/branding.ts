import { z } from "zod";
import { brandImageKinds, maxBrandImageBytes, type BrandImageKind } from "./brand-images.ts";
import { maxBrandName, type Brand } from "./brand.ts";
import {
  colourPattern,
  isReadable,
  leastContrast,
  type ThemeName,
  weakestContrast,
} from "./brand-colours.ts";

/** The name of a server. */
export const brandNameSchema = z
  .string()
  .trim()
  .min(1, "has to have a letter")
  .max(maxBrandName, `has to have at most ${maxBrandName} characters`)
  // Of a title, a subject and a header: one line.
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "has to be one line");

/** A colour that can be read in a theme. */
function accentOf(theme: ThemeName) {
  return z
    .string()
    .trim()
    .toLowerCase()
    .regex(colourPattern, { error: "has to be a colour such as #0b6e69", abort: true })
    .refine((colour) => isReadable(theme, colour), {
      error: ({ input }) => lowContrast(theme, String(input)),
    });
}

function lowContrast(theme: ThemeName, colour: string): string {
  return `has a contrast of only ${weakestContrast(theme, colour)}:1 in the ${theme} theme; text needs ${leastContrast}:1`;
}

/** An accent colour for each theme. */
export const accentSchema = z.strictObject({ light: accentOf("light"), dark: accentOf("dark") });

/** What admins set; null leaves the app's own. */
export const brandingSchema = z.strictObject({
  name: brandNameSchema.nullable(),
  accent: accentSchema.nullable(),
});

export type Branding = z.infer<typeof brandingSchema>;

/** A picture to set; null takes it away. */
export const brandImageSchema = z.strictObject({
  kind: z.enum(brandImageKinds),
  base64: z
    .base64()
    .max(Math.ceil(maxBrandImageBytes / 3) * 4)
    .nullable(),
});

/** The settings as admins see them. */
export interface BrandingForAdmin {
  /** What applies now. */
  brand: Brand;
  /** What admins have set. */
  set: Branding;
  /** What the server's settings decide, which admins cannot change. */
  decided: { name: boolean; accent: boolean; images: Readonly<Record<BrandImageKind, boolean>> };
}
