import { z } from "zod";
import { accentSchema, brandNameSchema } from "../../shared/branding.ts";
import type { DecidedBranding } from "../people/branding/brand-reader.ts";
import { list } from "./config-values.ts";

const accentHint = "has to be a colour for the light theme and one for the dark theme";

/** The environment variables. Without a default: admins decide what they leave open. */
export const brandingVariables = {
  CHATKIT_NAME: brandNameSchema.optional(),
  CHATKIT_ACCENT: list()
    .pipe(z.array(z.string()).length(2, `${accentHint}, such as #0b6e69, #5cc9c0`))
    .transform(([light = "", dark = ""]) => ({ light, dark }))
    .pipe(accentSchema)
    .optional(),
};

type Variables = z.infer<z.ZodObject<typeof brandingVariables>>;

/** The settings as the environment has them. */
export function readBrandingSettings(read: Variables): DecidedBranding {
  return { name: read.CHATKIT_NAME ?? null, accent: read.CHATKIT_ACCENT ?? null };
}
