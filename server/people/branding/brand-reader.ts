import { eq } from "drizzle-orm";
import {
  type BrandImage,
  type BrandImageKind,
  type BrandImages,
} from "../../../shared/brand-images.ts";
import { type Brand, usualBrand } from "../../../shared/brand.ts";
import { type Branding, brandingSchema } from "../../../shared/branding.ts";
import type { Executor } from "../../platform/db/client.ts";
import { serverSettings } from "../../platform/db/schema/connections.ts";
import { readImages } from "./brand-image-store.ts";
import type { StoredImage } from "./read-image.ts";
import type { Logger } from "../../platform/log.ts";

/** What the server's settings decide; null leaves it to the admins. */
export interface DecidedBranding extends Branding {
  images: Readonly<Record<BrandImageKind, StoredImage | null>>;
}

/** The name of the setting that admins change. */
export const brandingSetting = "branding";

/** A server that was never told otherwise. */
export const noBranding: Branding = { name: null, accent: null };

/** Settings that decide nothing. */
export const nothingDecided: DecidedBranding = {
  ...noBranding,
  images: { light: null, dark: null, icon: null },
};

/** What admins have set. What a later version has stored in another form counts as not set. */
export async function readBranding(executor: Executor): Promise<Branding> {
  const { name, value } = serverSettings;
  const [row] = await executor
    .select({ value })
    .from(serverSettings)
    .where(eq(name, brandingSetting));
  if (!row) return noBranding;
  const { name: called, accent } = brandingSchema.shape;
  const stored: Readonly<Record<string, unknown>> = Object(row.value);
  return {
    name: called.safeParse(stored["name"] ?? null).data ?? null,
    accent: accent.safeParse(stored["accent"] ?? null).data ?? null,
  };
}

/** What applies: what the settings decide goes before what admins have set. */
export function toBrand(decided: DecidedBranding, set: Branding & { images: BrandImages }): Brand {
  const imageOf = (kind: BrandImageKind) => toHead(decided.images[kind] ?? set.images[kind]);
  return {
    name: decided.name ?? set.name ?? usualBrand.name,
    accent: decided.accent ?? set.accent,
    images: { light: imageOf("light"), dark: imageOf("dark"), icon: imageOf("icon") },
  };
}

/** Without the bytes. */
function toHead(image: BrandImage | null): BrandImage | null {
  return image && { type: image.type, version: image.version, side: image.side };
}

/** Reads how the server presents itself, for pages, mails and notifications. */
export interface BrandReader {
  decided: DecidedBranding;
  /** Of this moment. The last one known while the database does not answer. */
  current(): Promise<Brand>;
}

/** Readers that ask at the same time share a query. */
export function createBrandReader(
  db: Executor,
  decided: DecidedBranding,
  log: Logger,
): BrandReader {
  let known = toBrand(decided, nothingDecided);
  let reading: Promise<Brand> | null = null;
  async function read(): Promise<Brand> {
    try {
      known = toBrand(decided, { ...(await readBranding(db)), images: await readImages(db) });
    } catch (error) {
      log.warn({ err: error }, "could not read the branding");
    } finally {
      reading = null;
    }
    return known;
  }
  return { decided, current: () => (reading ??= read()) };
}
