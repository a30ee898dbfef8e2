import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxApiKeyNameLength } from "./limits.ts";
import { type Scope, scopes } from "./scopes.ts";

/** Prefix of API keys, by which people and secret scanners recognise them. */
export const apiKeyPrefix = "sk-";

/** Maximum number of active keys per user. */
export const maxApiKeys = 50;

/** A key's name, which tells it from others. */
export const apiKeyNameSchema = z.string().trim().min(1).max(maxApiKeyNameLength);

export const createApiKeySchema = z.object({
  name: apiKeyNameSchema,
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
});

export const apiKeyIdSchema = z.object({ id: idSchema("apiKey") });

/** An API key as its owner sees it later. */
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

/** A new key. Its secret is returned only here. */
export interface CreatedApiKey extends ApiKey {
  secret: string;
}
