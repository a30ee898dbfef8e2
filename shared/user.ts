import { z } from "zod";
import { coreLocales } from "./locale.ts";

/** A user as the app sees them. A guest has no e-mail address. */
export const userSchema = z.object({
  id: z.string(),
  role: z.enum(["user", "admin"]),
  isGuest: z.boolean(),
  email: z.string().nullable(),
  /** The core language that stands in for `language`, for versions that do not know it. */
  locale: z.enum(coreLocales),
  /** The language; absent from servers that know the core languages alone. */
  language: z.string().exactOptional(),
  timeZone: z.string(),
});

export type User = z.infer<typeof userSchema>;

/**
 * Preferences that a client knows about its user, so that replies use their language and time zone.
 */
export const preferencesSchema = z.object({
  locale: z.enum(coreLocales).optional(),
  /** The language, if it is not a core one or the server may know it; unknown ones are ignored. */
  language: z.string().max(35).optional(),
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
