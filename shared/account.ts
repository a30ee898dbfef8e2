import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxEmailLength, maxPasswordLength, minPasswordLength } from "./limits.ts";
import { type MailPreferences, mailPreferencesSchema, preferencesSchema } from "./user.ts";

/** A mail address; what is around it and its letters' case do not matter. */
export const emailSchema = z
  .string()
  .trim()
  .max(maxEmailLength)
  .pipe(z.email())
  .transform((email) => email.toLowerCase());

/**
 * A password to be set. The same one typed on another keyboard may come as other code points, so
 * it is normalised (NIST SP 800-63B, 3.1.1.2); spaces count, and nothing is cut off.
 */
export const newPasswordSchema = z
  .string()
  // The form of an absurd length is not worth the work.
  .max(4 * maxPasswordLength)
  .transform((password) => password.normalize("NFKC"))
  .refine((password) => lengthOf(password) >= minPasswordLength, "too short")
  .refine((password) => lengthOf(password) <= maxPasswordLength, "too long");

/** A password that somebody shows to be who they are: whatever was set, however long ago. */
export const shownPasswordSchema = z
  .string()
  .min(1)
  .max(4 * maxPasswordLength)
  .transform((password) => password.normalize("NFKC"));

/** In characters, as people count them: an emoji of two code units is one. */
function lengthOf(password: string): number {
  return Array.from(password).length;
}

/** The secret of a link in a mail. */
export const linkSecretSchema = z.string().min(1).max(200);

export const registerSchema = z.object({ email: emailSchema, password: newPasswordSchema });

export const signInSchema = z.object({
  email: emailSchema,
  password: shownPasswordSchema,
  /** What the client tells about its person. */
  preferences: preferencesSchema.default({}),
});

export const linkSchema = z.object({ secret: linkSecretSchema });

export const requestPasswordResetSchema = z.object({ email: emailSchema });

export const resetPasswordSchema = z.object({
  secret: linkSecretSchema,
  password: newPasswordSchema,
  /** Whether all API keys are revoked too. */
  revokeKeys: z.boolean().default(false),
});

export const changePasswordSchema = z.object({
  currentPassword: shownPasswordSchema,
  password: newPasswordSchema,
  /** Whether all API keys are revoked too. */
  revokeKeys: z.boolean().default(false),
});

export const changeEmailSchema = z.object({ email: emailSchema, password: shownPasswordSchema });

/** Null for a guest, who has no password to show. */
export const deleteAccountSchema = z.object({ password: shownPasswordSchema.nullable() });

export const revokeSessionSchema = z.object({ id: idSchema("authSession") });

export const setMailPreferencesSchema = mailPreferencesSchema.required();

/** How this server reaches people by mail: for real, only on a page for developers, or not at all. */
export const mailWays = ["smtp", "outbox", "none"] as const;

export type MailWay = (typeof mailWays)[number];

/** A device with a signed-in session. */
export interface SignedInDevice {
  id: string;
  /** As the browser told it; null when it did not. */
  userAgent: string | null;
  /** Address of the last use. */
  address: string | null;
  /** ISO 8601. */
  createdAt: string;
  lastUsedAt: string;
  /** The one that asks. */
  isCurrent: boolean;
}

/** What people see of their own account. */
export interface AccountView {
  email: string | null;
  isVerified: boolean;
  isGuest: boolean;
  role: "user" | "admin";
  mailPreferences: MailPreferences;
  /** Whether nothing of theirs goes into the analytics. */
  analyticsOptOut: boolean;
  /** ISO 8601. */
  createdAt: string;
}
