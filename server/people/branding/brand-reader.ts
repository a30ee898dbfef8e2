import { eq } from "drizzle-orm";
import { type Brand, usualBrand } from "../../../shared/brand.ts";
import { type Branding, brandingSchema } from "../../../shared/branding.ts";
import type { Executor } from "../../platform/db/client.ts";
import { serverSettings } from "../../platform/db/schema/connections.ts";
import type { Logger } from "../../platform/log.ts";

/** What the server's settings decide; null leaves it to the admins. */
export type DecidedBranding = Branding;

/** The name of the setting that admins change. */
export const brandingSetting = "branding";

/** A server that was never told otherwise. */
export const noBranding: Branding = { name: null, accent: null };

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
export function toBrand(decided: DecidedBranding, set: Branding): Brand {
  return {
    name: decided.name ?? set.name ?? usualBrand.name,
    accent: decided.accent ?? set.accent,
  };
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
  let known = toBrand(decided, noBranding);
  let reading: Promise<Brand> | null = null;
  async function read(): Promise<Brand> {
    try {
      known = toBrand(decided, await readBranding(db));
    } catch (error) {
      log.warn({ err: error }, "could not read the branding");
    } finally {
      reading = null;
    }
    return known;
  }
  return { decided, current: () => (reading ??= read()) };
}
