import { eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import {
  type BrandImageKind,
  brandImageKinds,
  type BrandImages,
} from "../../../shared/brand-images.ts";
import type { Database, Executor } from "../../platform/db/client.ts";
import { serverSettings } from "../../platform/db/schema/connections.ts";
import { RequestError } from "../../platform/errors.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { BrandReader } from "./brand-reader.ts";
import type { BrandingChange } from "./change-branding.ts";
import { readImage, type StoredImage } from "./read-image.ts";

/** The setting that holds a picture. */
export const imageSetting = (kind: BrandImageKind) => `brand_image_${kind}`;

const headSchema = z.object({
  type: z.enum(["image/png", "image/jpeg", "image/webp", "image/svg+xml"]),
  version: z.string(),
  side: z.number().nullable(),
});
const storedSchema = headSchema.extend({ base64: z.base64() });

/** What admins have set, without the bytes. What a later version has stored counts as not set. */
export async function readImages(executor: Executor): Promise<BrandImages> {
  const { name, value } = serverSettings;
  const rows = await executor
    .select({ name, head: sql<unknown>`${value} - 'base64'` })
    .from(serverSettings)
    .where(inArray(name, brandImageKinds.map(imageSetting)));
  const headOf = (kind: BrandImageKind) => {
    const row = rows.find((each) => each.name === imageSetting(kind));
    return headSchema.safeParse(row?.head).data ?? null;
  };
  return { light: headOf("light"), dark: headOf("dark"), icon: headOf("icon") };
}

/** A picture that applies, with its bytes; null without one. */
export async function findImage(
  { db, branding }: { db: Executor; branding: BrandReader },
  kind: BrandImageKind,
): Promise<StoredImage | null> {
  const decided = branding.decided.images[kind];
  if (decided) return decided;
  const { name, value } = serverSettings;
  const [row] = await db
    .select({ value })
    .from(serverSettings)
    .where(eq(name, imageSetting(kind)));
  return storedSchema.safeParse(row?.value).data ?? null;
}

/** A picture to set; null takes it away. */
export interface ImageChange {
  kind: BrandImageKind;
  base64: string | null;
}

/**
 * Changes a picture, on all nodes from the next page on.
 *
 * @throws RequestError `conflict` for one that the server's settings decide; `invalid_input` for
 *   bytes that are no picture that can be used
 */
export async function setImage(
  { db, branding }: { db: Database; branding: BrandReader },
  { actorId, address }: BrandingChange,
  { kind, base64 }: ImageChange,
): Promise<void> {
  if (branding.decided.images[kind])
    throw new RequestError("conflict", "The server's settings decide this.");
  const image = base64 === null ? null : readImage(kind, Buffer.from(base64, "base64"));
  if (typeof image === "string")
    throw new RequestError("invalid_input", `The picture ${image}.`, { fields: ["base64"] });
  const name = imageSetting(kind);
  await db.transaction(async (tx) => {
    if (image) {
      await tx
        .insert(serverSettings)
        .values({ name, value: image })
        .onConflictDoUpdate({
          target: serverSettings.name,
          set: { value: image, updatedAt: sql`now()` },
        });
    } else {
      await tx.delete(serverSettings).where(eq(serverSettings.name, name));
    }
    const details = { name: image ? `${kind} ${image.type}` : `${kind} –` };
    await recordAudit(tx, {
      kind: "branding_changed",
      actorId,
      userId: actorId,
      address,
      details,
    });
  });
}
