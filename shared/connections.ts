import { z } from "zod";
import { type Access, accessLevels } from "./access.ts";
import { mostConcurrent } from "./connection-limits.ts";
import type { GenerationErrorCode } from "./errors.ts";
import { modelNamePattern, modelNameSchema } from "./model.ts";
import { serverAddressSchema } from "./server-address.ts";
import { longestServersName } from "./workflow-rules.ts";

/** The APIs of connections. */
export const connectionKinds = ["openai-chat", "openai-responses", "anthropic", "google"] as const;

export type ConnectionKind = (typeof connectionKinds)[number];

/** A connection's name, the prefix of its models' names: `claude/claude-sonnet-4-5`. */
export const connectionIdSchema = z
  .string()
  .regex(
    /^[a-z\d][a-z\d-]{0,31}$/,
    "a connection's name has up to 32 lower-case letters, digits and -",
  );

/** A model's name as its server writes it. */
export const serversNameSchema = z
  .string()
  .trim()
  .min(1, "has to be a model's name")
  .regex(modelNamePattern, "has to be a model's name")
  .max(longestServersName, `has to be at most ${longestServersName} characters long`);

/** Additional headers of every request, for example for a gateway. */
export const connectionHeadersSchema = z.record(
  z.string().regex(/^[\w-]{1,100}$/, "has to be a header's name"),
  z
    .string()
    .trim()
    .max(2_000, "has to be at most 2,000 characters long")
    // RFC 9110, section 5.5.
    .regex(/^[\t\x20-\x7e\x80-\xff]*$/, "has to be a header's value, in one line"),
);

/** A key goes into a header: printable ASCII. */
export const apiKeySchema = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,2000}$/, "has to be printable ASCII without spaces");

/** Addresses are stored and listed as they are; secrets belong into the key or a header, which are encrypted. */
export const connectionAddressSchema = serverAddressSchema.refine((address) => {
  const url = URL.parse(address);
  return url?.username === "" && url.password === "";
}, "has to be a URL without a user name and password");

/** The most calls that a connection gets at once. */
export const maxConcurrentSchema = z
  .int("has to be a whole number of requests")
  .min(1, "has to be at least 1")
  .max(mostConcurrent, `has to be at most ${mostConcurrent}`);

/** A connection as an admin enters it. Omitted secrets stay as they are stored. */
const connectionInputSchema = z
  .strictObject({
    id: connectionIdSchema,
    kind: z.enum(connectionKinds),
    /** Including the version; null for the service's own address. */
    baseUrl: connectionAddressSchema.nullable(),
    /** Null for a server without authentication. */
    apiKey: apiKeySchema.nullable().optional(),
    headers: connectionHeadersSchema
      .refine((headers) => Object.keys(headers).length <= 20, "has to have at most 20 headers")
      .optional(),
    /** Null offers the models in the server's list. */
    models: z
      .array(serversNameSchema)
      .min(1, "has to list at least one model, or be left out")
      .max(1_000, "has to list at most 1,000 models")
      .nullable(),
    /** Who may use its models. Omitted stays as it is stored; everyone for a new connection. */
    access: z.enum(accessLevels).optional(),
    /** Over all nodes. Null for any number; omitted stays as it is stored. */
    maxConcurrent: maxConcurrentSchema.nullable().optional(),
  })
  .refine(({ kind, baseUrl }) => kind !== "openai-chat" || baseUrl !== null, {
    path: ["baseUrl"],
    error: "is needed with the kind openai-chat",
  });

export type ConnectionInput = z.infer<typeof connectionInputSchema>;

/** The revision that a change is based on; null for a new connection. */
const revisionSchema = z.int().positive().nullable();

export const saveConnectionSchema = z.strictObject({
  revision: revisionSchema,
  connection: connectionInputSchema,
});

export const deleteConnectionSchema = z.strictObject({
  id: connectionIdSchema,
  revision: z.int().positive(),
});

/** An unsaved connection. */
export const tryConnectionSchema = z.strictObject({
  connection: connectionInputSchema,
  /** Whether an omitted key and omitted headers are those of the stored connection. */
  isStored: z.boolean(),
});

export const testConnectionSchema = tryConnectionSchema.extend({
  /** The name as the connection's server writes it. */
  model: serversNameSchema,
});

export const setDefaultModelSchema = z.strictObject({
  /** Null restores the default model of the server's settings. */
  model: modelNameSchema.nullable(),
});

/** A connection for admins, without its secrets. */
export interface ConnectionForAdmin {
  id: string;
  kind: ConnectionKind;
  /** Null for the service's own address. */
  baseUrl: string | null;
  hasKey: boolean;
  headerNames: string[];
  /** Null offers the models in the server's list. */
  models: string[] | null;
  access: Access;
  /** The most calls at once over all nodes; null for any number. */
  maxConcurrent: number | null;
  /** Null for a connection of the server's settings, which cannot be changed here. */
  revision: number | null;
  /**
   * `locked`: its secrets were encrypted with another server secret and have to be entered again.
   * `shadowed`: the server's settings have a connection of that name, which is used instead.
   */
  state: "ok" | "locked" | "shadowed";
}

/** All connections, those of the settings first. */
export interface ConnectionList {
  connections: ConnectionForAdmin[];
  /** The model of assistants that name none. */
  defaultModel: string;
  /** Whether an admin has chosen it. */
  isDefaultChosen: boolean;
  /** Names that no new connection can have, because names of the settings' models begin with them. */
  prefixes: string[];
}

/** Why a connection did not work. */
export interface ConnectionFailure {
  code: GenerationErrorCode;
  /** The reason as the server or the network reports it. */
  reason: string;
}

/** The models in a server's list. A server without a list has none, and no failure. */
export interface ModelListing {
  models: string[];
  failure: ConnectionFailure | null;
}

/** The result of a test: the start of the model's reply, or the failure. */
export type ConnectionTest =
  | { ok: true; text: string; ms: number }
  | ({ ok: false } & ConnectionFailure);
