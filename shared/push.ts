import { z } from "zod";
import { idSchema } from "./id-schemas.ts";

/** Longest address of a subscription; those of the usual push services have about 250 characters. */
export const longestEndpoint = 1_024;

/** A browser's subscription, as `PushSubscription.toJSON()` has it. */
export const pushSubscriptionSchema = z.object({
  endpoint: z.string().min(1).max(longestEndpoint),
  keys: z.object({
    /** Base64url of 65 bytes. */
    p256dh: z.string().regex(/^[\w-]{87}=?$/),
    /** Base64url of 16 bytes. */
    auth: z.string().regex(/^[\w-]{22}(?:==)?$/),
  }),
});

/** A subscription, and the server's key that the browser made it for. */
export const subscribeSchema = pushSubscriptionSchema.extend({
  serverKey: z.string().max(100),
});

export type NewSubscription = z.infer<typeof subscribeSchema>;

/** Minutes since midnight. */
const minuteOfDaySchema = z.int().min(0).max(1_439);

/** Notifications as a user wants them, on all their devices. */
export const pushPreferencesSchema = z.object({
  /** Whether they show the chat's title and the reply's first words. */
  showText: z.boolean(),
  /**
   * When none are sent, in the user's time zone; null for no such time. It may pass midnight, and
   * `until` is the first minute after it.
   */
  quiet: z
    .object({ from: minuteOfDaySchema, until: minuteOfDaySchema })
    .refine(({ from, until }) => from !== until, "has to have two different times")
    .nullable(),
});

export type PushPreferences = z.infer<typeof pushPreferencesSchema>;

/** What counts before a user has chosen anything. */
export const usualPushPreferences: PushPreferences = { showText: false, quiet: null };

export const pushDeviceSchema = z.object({ id: idSchema("pushSubscription") });

/** A browser that gets notifications. */
export interface PushDevice {
  id: string;
  /** As sent by the browser; null if it sent none. */
  userAgent: string | null;
  /** ISO 8601. */
  createdAt: string;
  /** When it last got a notification; null before the first. */
  lastUsedAt: string | null;
  /** The device that makes this call. */
  isCurrent: boolean;
  /** Its address at the push service, for the calling device alone. */
  endpoint: string | null;
}

/** Notifications as the settings show them. */
export interface PushView {
  /** The server's public key, for which browsers subscribe; null where push is turned off. */
  serverKey: string | null;
  preferences: PushPreferences;
  /** IANA name. */
  timeZone: string;
  devices: readonly PushDevice[];
}

/**
 * What a push contains, encrypted for the browser. A later notification with the same tag replaces
 * an earlier one.
 */
export const pushMessageSchema = z.object({
  tag: z.string().max(64),
  title: z.string().max(200),
  body: z.string().max(1_000),
  /** Where a click leads: a path of this server. */
  path: z.string().regex(/^\/(?!\/)[\w/-]*$/),
  lang: z.string().max(35),
  dir: z.enum(["ltr", "rtl"]),
});

export type PushMessage = z.infer<typeof pushMessageSchema>;
