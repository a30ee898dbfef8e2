import { z } from "zod";
import { newPasswordSchema } from "./account.ts";
import { idSchema } from "./id-schemas.ts";
import { shareAudiences, sharingModes } from "./share-audience.ts";

/** Maximum number of links per account. */
export const maxShares = 200;

/** Maximum number of messages in a shared chat. */
export const maxShareMessages = 2_000;

/** Longest shared chat, in UTF-16 code units of text. */
export const maxShareText = 4_000_000;

/** Maximum number of files in a shared chat; a reader who continues it copies them all. */
export const maxShareFiles = 200;

/** Longest time until a link expires, in hours: a year. */
export const maxShareHours = 8_784;

/** A link to a copy of one branch of a chat, as its owner sees it. */
export const shareSchema = z.object({
  id: z.string(),
  threadId: z.string(),
  /** The path of the link, such as `/s/…`. */
  path: z.string(),
  /** The chat's title at the time of the copy. */
  title: z.string().nullable(),
  audience: z.enum(shareAudiences),
  hasPassword: z.boolean(),
  hasThoughts: z.boolean(),
  hasFiles: z.boolean(),
  /** Number of messages. */
  messages: z.number().int(),
  /** Whether the chat has messages that are newer than the copy. */
  isBehind: z.boolean(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** ISO 8601; the time of the copy. */
  updatedAt: z.string(),
  /** ISO 8601; null for a link that does not expire. */
  expiresAt: z.string().nullable(),
});

export type Share = z.infer<typeof shareSchema>;

/** What `shares.list` answers. */
export const shareListSchema = z.object({
  mode: z.enum(sharingModes),
  /** Newest first. */
  shares: z.array(shareSchema),
});

export type ShareList = z.infer<typeof shareListSchema>;

const settings = {
  audience: z.enum(shareAudiences),
  /** Null for none. */
  password: newPasswordSchema.nullable(),
  /** Null for a link that does not expire. */
  expiresInHours: z.number().int().min(1).max(maxShareHours).nullable(),
};

const content = {
  /** The last message of the branch to copy; by default the branch that is being read. */
  leafId: idSchema("message").optional(),
  hasThoughts: z.boolean(),
  hasFiles: z.boolean(),
};

export const createShareSchema = z.object({
  /** Made by the client, so that retries are safe. */
  id: idSchema("share"),
  threadId: idSchema("thread"),
  ...settings,
  ...content,
});

export type CreateShare = z.infer<typeof createShareSchema>;

export const shareIdSchema = z.object({ shareId: idSchema("share") });

/** Omitted settings stay as they are. */
export const changeShareSchema = shareIdSchema.extend(z.object(settings).partial().shape);

export type ChangeShare = z.infer<typeof changeShareSchema>;

/** Omitted choices stay as they are; without `leafId`, the branch goes on from the copied one. */
export const updateShareSchema = shareIdSchema.extend(z.object(content).partial().shape);

export type UpdateShare = z.infer<typeof updateShareSchema>;

/** The unguessable part of a link's path. */
export const shareSlugSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/, "a link");

export const continueShareSchema = z.object({
  slug: shareSlugSchema,
  /** From the page of a link with a password, as proof that its reader has entered it. */
  grant: z.string().max(100).optional(),
  /** The new thread's id, made by the client, so that retries are safe. */
  threadId: idSchema("thread"),
});

export type ContinueShare = z.infer<typeof continueShareSchema>;
