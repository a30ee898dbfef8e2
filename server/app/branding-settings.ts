import { readFileSync } from "node:fs";
import { z } from "zod";
import type { BrandImageKind } from "../../shared/brand-images.ts";
import { readImage, type StoredImage } from "../people/branding/read-image.ts";
import { accentSchema, brandNameSchema } from "../../shared/branding.ts";
import type { DecidedBranding } from "../people/branding/brand-reader.ts";
import { list } from "./config-values.ts";

/** The path of a picture's file, which is read at the start. */
function imageFile(kind: BrandImageKind) {
  return z
    .string()
    .trim()
    .transform((path, context): StoredImage | null => {
      try {
        const image = readImage(kind, readFileSync(path));
        if (typeof image !== "string") return image;
        context.addIssue(image);
      } catch {
        context.addIssue("has to be the path of a file that can be read");
      }
      return null;
    });
}

const accentHint = "has to be a colour for the light theme and one for the dark theme";

/** The environment variables. Without a default: admins decide what they leave open. */
export const brandingVariables = {
  CHATKIT_NAME: brandNameSchema.optional(),
  CHATKIT_ACCENT: list()
    .pipe(z.array(z.string()).length(2, `${accentHint}, such as #0b6e69, #5cc9c0`))
    .transform(([light = "", dark = ""]) => ({ light, dark }))
    .pipe(accentSchema)
    .optional(),
  CHATKIT_LOGO: imageFile("light").optional(),
  CHATKIT_LOGO_DARK: imageFile("dark").optional(),
  CHATKIT_ICON: imageFile("icon").optional(),
};

type Variables = z.infer<z.ZodObject<typeof brandingVariables>>;

/** The settings as the environment has them. */
export function readBrandingSettings(read: Variables): DecidedBranding {
  return {
    name: read.CHATKIT_NAME ?? null,
    accent: read.CHATKIT_ACCENT ?? null,
    images: {
      light: read.CHATKIT_LOGO ?? null,
      dark: read.CHATKIT_LOGO_DARK ?? null,
      icon: read.CHATKIT_ICON ?? null,
    },
  };
}
