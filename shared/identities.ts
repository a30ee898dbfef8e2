import { z } from "zod";
import { shownPasswordSchema } from "./account.ts";
import { idSchema } from "./id-schemas.ts";
import { shareSlugSchema } from "./share.ts";

/** An identity provider as visitors see it. */
export interface IdentityProviderView {
  id: string;
  name: string;
  /** A picture as a `data:` URL; null for none. */
  icon: string | null;
}

export const beginSignInSchema = z.object({
  provider: z.string().min(1).max(40),
  /** The shared chat to return to. */
  nextShare: shareSlugSchema.nullable().default(null),
});

/** Null for an account without a password, whose owner has signed in a moment ago. */
export const connectIdentitySchema = z.object({
  provider: z.string().min(1).max(40),
  password: shownPasswordSchema.nullable(),
});

export const disconnectIdentitySchema = z.object({
  id: idSchema("identity"),
  password: shownPasswordSchema.nullable(),
});

/** The ways into an account besides its password. */
export interface IdentitiesView {
  connected: {
    id: string;
    /** The provider's id; null for one that is no longer set up. */
    provider: string | null;
    name: string;
    /** ISO 8601. */
    connectedAt: string;
  }[];
  hasPassword: boolean;
}
