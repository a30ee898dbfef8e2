import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxEmailLength, maxPasswordLength, minPasswordLength } from "./limits.ts";
import { type MailPreferences, mailPreferencesSchema, preferencesSchema } from "./user.ts";

/** An e-mail address; trimmed and in lower case. */
export const emailSchema = z
  .string()
  .trim()
  .max(maxEmailLength)
  .pipe(z.email())
  .transform((email) => email.toLowerCase());

/**
 * A password to set. Normalised (NIST SP 800-63B, 3.1.1.2), because another keyboard may produce
 * other code points for the same text. Spaces count, and nothing is cut off.
 */
export const newPasswordSchema = z
  .string()
  // Skip normalising absurdly long input.
  .max(4 * maxPasswordLength)
  .transform((password) => password.normalize("NFKC"))
  .refine((password) => lengthOf(password) >= minPasswordLength, "too short")
  .refine((password) => lengthOf(password) <= maxPasswordLength, "too long");

/** A password entered to authenticate; accepts whatever may once have been set. */
export const shownPasswordSchema = z
  .string()
  .min(1)
  .max(4 * maxPasswordLength)
  .transform((password) => password.normalize("NFKC"));

/** In user-perceived characters: an emoji of two code units counts as one. */
function lengthOf(password: string): number {
  return Array.from(password).length;
}

/** The secret of a mailed link. */
export const linkSecretSchema = z.string().min(1).max(200);

export const registerSchema = z.object({
  email: emailSchema,
  password: newPasswordSchema,
  /** The secret of an invitation. */
  invitation: linkSecretSchema.nullable().default(null),
});

/** A first visit, or one with the cookie of an earlier one. */
export const guestSchema = preferencesSchema.extend({
  /** The secret of an invitation, where guests need one. */
  invitation: linkSecretSchema.optional(),
});

export const signUpSchema = registerSchema.extend({
  /** Preferences that the client knows about its user. */
  preferences: preferencesSchema.default({}),
});

export const signInSchema = z.object({
  email: emailSchema,
  password: shownPasswordSchema,
  /** Preferences that the client knows about its user. */
  preferences: preferencesSchema.default({}),
});

export const linkSchema = z.object({ secret: linkSecretSchema });

export const verifyEmailSchema = z.object({
  secret: linkSecretSchema,
  /** The password that was chosen; the browser that registered does without. */
  password: shownPasswordSchema.nullable().default(null),
});

export const requestPasswordResetSchema = z.object({ email: emailSchema });

export const resetPasswordSchema = z.object({
  secret: linkSecretSchema,
  password: newPasswordSchema,
  /** Whether to revoke all API keys too. */
  revokeKeys: z.boolean().default(false),
});

export const changePasswordSchema = z.object({
  /** Null for an account without one, whose owner has signed in a moment ago. */
  currentPassword: shownPasswordSchema.nullable(),
  password: newPasswordSchema,
  /** Whether to revoke all API keys too. */
  revokeKeys: z.boolean().default(false),
});

export const changeEmailSchema = z.object({
  email: emailSchema,
  /** Null for an account without one, whose owner has signed in a moment ago. */
  password: shownPasswordSchema.nullable(),
});

/** Null for a guest, and for an account without a password. */
export const deleteAccountSchema = z.object({ password: shownPasswordSchema.nullable() });

export const revokeSessionSchema = z.object({ id: idSchema("authSession") });

export const setMailPreferencesSchema = mailPreferencesSchema.required();

/** How this server sends mail: by SMTP, to a page for developers, or not at all. */
export const mailWays = ["smtp", "outbox", "none"] as const;

export type MailWay = (typeof mailWays)[number];

/** A device with a signed-in session. */
export interface SignedInDevice {
  id: string;
  /** As sent by the browser; null if it sent none. */
  userAgent: string | null;
  /** IP address of the last use. */
  address: string | null;
  /** ISO 8601. */
  createdAt: string;
  lastUsedAt: string;
  /** The device that makes this call. */
  isCurrent: boolean;
}

/** An account as its owner sees it. */
export interface AccountView {
  email: string | null;
  isVerified: boolean;
  isGuest: boolean;
  /** Whether there is a password; without one an identity provider opens the account. */
  hasPassword: boolean;
  role: "user" | "admin";
  mailPreferences: MailPreferences;
  /** Whether the user has opted out of analytics. */
  analyticsOptOut: boolean;
  /** ISO 8601. */
  createdAt: string;
}
