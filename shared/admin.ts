import { z } from "zod";
import { idSchema } from "./id-schemas.ts";

/** Most lines of a page that admins are shown. */
const maxPageLength = 100;

const pageLength = z.int().min(1).max(maxPageLength).default(50);

export const listUsersSchema = z.object({
  /** A part of the address. */
  search: z.string().trim().max(254).default(""),
  /** The id of the last user of the page before. */
  cursor: idSchema("user").optional(),
  limit: pageLength,
});

export const userIdSchema = z.object({ userId: idSchema("user") });

export const listAuditSchema = z.object({
  /** The number of the last line of the page before. */
  cursor: z.int().positive().optional(),
  limit: pageLength,
});

/** What a workflow's model can be. */
export interface ModelList {
  /** The model of workflows that name none. */
  defaultModel: string;
  /** What the provider says that it has, in its order. */
  models: string[];
}

/** A registered user, as admins see them. */
export interface UserForAdmin {
  id: string;
  email: string | null;
  isVerified: boolean;
  role: "user" | "admin";
  isDisabled: boolean;
  /** ISO 8601. */
  createdAt: string;
  /** Of the auth session used last; null when there is none any more. */
  lastUsedAt: string | null;
}
