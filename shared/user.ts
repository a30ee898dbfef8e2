import { z } from "zod";
import { locales } from "./locale.ts";

/** A user as the app sees them. A guest has no e-mail address. */
export const userSchema = z.object({
  id: z.string(),
  role: z.enum(["user", "admin"]),
  isGuest: z.boolean(),
  email: z.string().nullable(),
  locale: z.enum(locales),
  timeZone: z.string(),
});

export type User = z.infer<typeof userSchema>;

/**
 * Preferences that a client knows about its user, so that replies use their language and time zone.
 */
export const preferencesSchema = z.object({
  locale: z.enum(locales).optional(),
  /** IANA name, such as `Europe/Paris`. */
  timeZone: z.string().max(64).optional(),
});

export type Preferences = z.infer<typeof preferencesSchema>;

/** Optional mails, sent only to users who have turned them on. */
export const mailPreferencesSchema = z.object({
  /** A chat session was created for the user. */
  sessionCreated: z.boolean().optional(),
  /** A reply is ready while the user is away. */
  replyReady: z.boolean().optional(),
});

export type MailPreferences = z.infer<typeof mailPreferencesSchema>;

/** An access token and its user. */
export const accessGrantSchema = z.object({
  accessToken: z.string(),
  /** Unix time in milliseconds. */
  accessTokenExpiresAt: z.number(),
  user: userSchema,
});

export type AccessGrant = z.infer<typeof accessGrantSchema>;
