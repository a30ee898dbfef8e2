import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxApiKeyNameLength } from "./limits.ts";
import { type Scope, scopes } from "./scopes.ts";

/** What keys begin with, so that people and secret scanners know one when they see it. */
export const apiKeyPrefix = "sk-";

/** Most keys a user has at a time that still work. */
export const maxApiKeys = 50;

/** What a key is called, for whoever has to tell it from others. */
export const apiKeyNameSchema = z.string().trim().min(1).max(maxApiKeyNameLength);

export const createApiKeySchema = z.object({
  name: apiKeyNameSchema,
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
});

export const apiKeyIdSchema = z.object({ id: idSchema("apiKey") });

/** An API key, as its owner sees it afterwards. */
export interface ApiKey {
  id: string;
  name: string;
  /** Its last four characters. */
  hint: string;
  scopes: Scope[];
  /** ISO 8601. */
  createdAt: string;
  /** To the minute; null for never. */
  lastUsedAt: string | null;
}

/** A new key: the only time that its secret is told. */
export interface CreatedApiKey extends ApiKey {
  secret: string;
}
