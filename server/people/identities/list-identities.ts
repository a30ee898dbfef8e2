import { eq } from "drizzle-orm";
import type { IdentitiesView } from "../../../shared/identities.ts";
import { identities } from "../../platform/db/schema/identities.ts";
import { requireAccount } from "../accounts/find-account.ts";
import type { IdentityDeps } from "./identity-deps.ts";

/** The identities that are connected to an account, and whether it has a password besides. */
export async function listIdentities(
  { db, identityProviders }: IdentityDeps,
  userId: string,
): Promise<IdentitiesView> {
  const { passwordHash } = await requireAccount(db, userId);
  const rows = await db
    .select()
    .from(identities)
    .where(eq(identities.userId, userId))
    .orderBy(identities.id);
  const connected = rows.map(({ id, issuer, createdAt }) => {
    const provider = identityProviders.findByIssuer(issuer);
    return {
      id,
      provider: provider?.id ?? null,
      name: provider?.name ?? issuer,
      connectedAt: createdAt.toISOString(),
    };
  });
  return { connected, hasPassword: passwordHash !== null };
}
