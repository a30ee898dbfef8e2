import { and, count, eq, inArray } from "drizzle-orm";
import type { CreateImport, Import } from "../../../shared/import.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { imports } from "../../platform/db/schema/imports.ts";
import { users } from "../../platform/db/schema/users.ts";
import { isUniqueViolation, RequestError } from "../../platform/errors.ts";
import { findImport } from "./import-view.ts";

/** Imports of one account that have not ended. */
const mostOpen = 1;

/**
 * Announces a file with chats; its parts follow. Idempotent: a retry returns the import.
 *
 * @throws RequestError `forbidden` for a guest; `conflict` while another import of the account is
 *   open, and for an id that is taken
 */
export async function createImport(
  tx: Transaction,
  userId: string,
  { id, name, size }: CreateImport,
): Promise<Import> {
  // Locks the account, so that concurrent calls count right.
  const [owner] = await tx
    .select({ isGuest: users.isGuest })
    .from(users)
    .where(eq(users.id, userId))
    .for("no key update");
  if (!owner || owner.isGuest)
    throw new RequestError("forbidden", "Only people with an account can import chats.");
  const of = { importId: id, userId };
  const [earlier] = await tx
    .select({ size: imports.size })
    .from(imports)
    .where(and(eq(imports.id, id), eq(imports.userId, userId)));
  if (earlier?.size === size) return findImport(tx, of);
  const [open] = await tx
    .select({ count: count() })
    .from(imports)
    .where(
      and(eq(imports.userId, userId), inArray(imports.status, ["uploading", "queued", "running"])),
    );
  if (open && open.count >= mostOpen)
    throw new RequestError("conflict", "Another import has not finished yet.");
  try {
    await tx.insert(imports).values({ id, userId, name, size });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new RequestError("conflict", "This import id is already in use.", { cause: error });
  }
  return findImport(tx, of);
}
