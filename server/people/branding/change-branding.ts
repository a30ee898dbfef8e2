import { sql } from "drizzle-orm";
import type { Branding, BrandingForAdmin } from "../../../shared/branding.ts";
import type { Database } from "../../platform/db/client.ts";
import { serverSettings } from "../../platform/db/schema/connections.ts";
import { RequestError } from "../../platform/errors.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { readImages } from "./brand-image-store.ts";
import { brandingSetting, type BrandReader, readBranding, toBrand } from "./brand-reader.ts";

/** The admin who changes it. */
export interface BrandingChange {
  actorId: string;
  /** IP address of the call. */
  address: string;
}

interface ChangeDeps {
  db: Database;
  branding: BrandReader;
}

/** What applies, and what the server's settings leave to the admins. */
export async function readBrandingForAdmin({
  db,
  branding: { decided },
}: ChangeDeps): Promise<BrandingForAdmin> {
  const set = await readBranding(db);
  return {
    brand: toBrand(decided, { ...set, images: await readImages(db) }),
    set,
    decided: {
      name: decided.name !== null,
      accent: decided.accent !== null,
      images: {
        light: decided.images.light !== null,
        dark: decided.images.dark !== null,
        icon: decided.images.icon !== null,
      },
    },
  };
}

/**
 * Changes how the server presents itself, on all nodes from the next page, mail and notification on.
 *
 * @throws RequestError `conflict` for a change of what the server's settings decide
 */
export async function setBranding(
  { db, branding: { decided } }: ChangeDeps,
  { actorId, address }: BrandingChange,
  wanted: Branding,
): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await readBranding(tx);
    if (decided.name !== null && wanted.name !== before.name) throw decidedBy("CHATKIT_NAME");
    if (decided.accent !== null && !isSame(wanted.accent, before.accent))
      throw decidedBy("CHATKIT_ACCENT");
    await tx
      .insert(serverSettings)
      .values({ name: brandingSetting, value: wanted })
      .onConflictDoUpdate({
        target: serverSettings.name,
        set: { value: wanted, updatedAt: sql`now()` },
      });
    const { name, accent } = wanted;
    const colours = accent ? [accent.light, accent.dark] : [];
    const details = { name: [name ?? "–", ...colours].join(" ") };
    await recordAudit(tx, {
      kind: "branding_changed",
      actorId,
      userId: actorId,
      address,
      details,
    });
  });
}

function isSame(one: Branding["accent"], other: Branding["accent"]): boolean {
  return one?.light === other?.light && one?.dark === other?.dark;
}

function decidedBy(variable: string): RequestError {
  return new RequestError("conflict", `The server's settings decide this (${variable}).`);
}
