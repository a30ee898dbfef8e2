import { z } from "zod";
import { maxEmailLength, mostCreatedUsers } from "./limits.ts";
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

/** An account that an admin creates. */
export const newUserSchema = z.object({
  /** One that is no address has an outcome of its own, so that it spoils no list. */
  email: z.string().max(maxEmailLength),
  role: z.enum(["user", "admin"]).default("user"),
});

export type NewUser = z.infer<typeof newUserSchema>;

export const createUsersSchema = z.object({
  users: z.array(newUserSchema).min(1).max(mostCreatedUsers),
});

/** What became of one of them. */
export interface CreatedUser {
  email: string;
  outcome: "created" | "exists" | "invalid";
  /**
   * The secret of the link with which the person chooses a password, on a server without mail;
   * otherwise it is mailed to them, and null here.
   */
  secret: string | null;
}

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
  /** Whether there is a password or an identity provider; until then the account is empty. */
  hasWayIn: boolean;
  /** ISO 8601. */
  createdAt: string;
  /** Of the most recently used auth session; null when there is none. */
  lastUsedAt: string | null;
}
