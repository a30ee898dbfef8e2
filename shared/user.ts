import { z } from "zod";
import { locales } from "./locale.ts";

/** A person as the app sees them. A guest has no e-mail address. */
export const userSchema = z.object({
  id: z.string(),
  role: z.enum(["user", "admin"]),
  isGuest: z.boolean(),
  email: z.string().nullable(),
  locale: z.enum(locales),
  timeZone: z.string(),
});

export type User = z.infer<typeof userSchema>;

/** What a client tells about its person, so that replies use their language and clock. */
export const preferencesSchema = z.object({
  locale: z.enum(locales).optional(),
  /** IANA name, such as `Europe/Paris`. */
  timeZone: z.string().max(64).optional(),
});

export type Preferences = z.infer<typeof preferencesSchema>;

/** Mails that are sent only to those who asked for them. */
export const mailPreferencesSchema = z.object({
  /** A chat session was made in the person's name. */
  sessionCreated: z.boolean().optional(),
  /** A reply is ready while its owner is away. */
  replyReady: z.boolean().optional(),
});

export type MailPreferences = z.infer<typeof mailPreferencesSchema>;

/** A usable access token and whose it is. */
export const accessGrantSchema = z.object({
  accessToken: z.string(),
  /** Unix time in milliseconds. */
  accessTokenExpiresAt: z.number(),
  user: userSchema,
});

export type AccessGrant = z.infer<typeof accessGrantSchema>;
