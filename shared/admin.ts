import { z } from "zod";
import type { GenerationErrorCode } from "./errors.ts";
import { idSchema } from "./id-schemas.ts";

/** Maximum number of entries on a page for admins. */
const maxPageLength = 100;

const pageLength = z.int().min(1).max(maxPageLength).default(50);

export const listUsersSchema = z.object({
  /** Part of the e-mail address. */
  search: z.string().trim().max(254).default(""),
  /** The id of the previous page's last user. */
  cursor: idSchema("user").optional(),
  limit: pageLength,
});

export const userIdSchema = z.object({ userId: idSchema("user") });

export const listAuditSchema = z.object({
  /** The number of the previous page's last entry. */
  cursor: z.int().positive().optional(),
  limit: pageLength,
});

/** The models that a workflow can use. */
export interface ModelList {
  /** The model of workflows that name none. */
  defaultModel: string;
  /** The provider's models, in its order. */
  models: string[];
}

/** A model, or a whole connection, that the server does not call at the moment. */
export interface FailingModel {
  connection: string;
  /** Null for all models of the connection. */
  model: string | null;
  reason: GenerationErrorCode;
  /** When it is called again; ISO 8601. */
  until: string;
}

/** A registered user as admins see them. */
export interface UserForAdmin {
  id: string;
  email: string | null;
  isVerified: boolean;
  role: "user" | "admin";
  isDisabled: boolean;
  /** ISO 8601. */
  createdAt: string;
  /** Of the most recently used auth session; null when there is none. */
  lastUsedAt: string | null;
}
