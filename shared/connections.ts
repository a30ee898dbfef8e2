import { z } from "zod";
import type { GenerationErrorCode } from "./errors.ts";
import { serverAddressSchema } from "./server-address.ts";

/** The APIs that connections speak. */
export const connectionKinds = ["openai-chat", "openai-responses", "anthropic", "google"] as const;

export type ConnectionKind = (typeof connectionKinds)[number];

/** A connection's name, which stands in front of its models: `claude/claude-sonnet-4-5`. */
export const connectionIdSchema = z
  .string()
  .regex(
    /^[a-z\d][a-z\d-]{0,31}$/,
    "a connection's name has up to 32 lower-case letters, digits and -",
  );

/** A model's name as its server writes it. */
export const modelNameSchema = z
  .string()
  .trim()
  .min(1, "has to be a model's name")
  .max(200, "has to be at most 200 characters long");

/** Further headers of every request, such as those that a gateway asks for. */
export const connectionHeadersSchema = z.record(
  z.string().regex(/^[\w-]{1,100}$/, "has to be a header's name"),
  z.string().max(2_000, "has to be at most 2,000 characters long"),
);

/** A key goes into a header: printable ASCII. */
const apiKeySchema = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,2000}$/, "has to be printable ASCII without spaces");

/** A connection as an admin writes it. What is secret may be left out to keep what is stored. */
const connectionInputSchema = z
  .strictObject({
    id: connectionIdSchema,
    kind: z.enum(connectionKinds),
    /** Up to and including the version; null for the service's own. */
    baseUrl: serverAddressSchema.nullable(),
    /** Null for a server that needs none. */
    apiKey: apiKeySchema.nullable().optional(),
    headers: connectionHeadersSchema
      .refine((headers) => Object.keys(headers).length <= 20, "has to have at most 20 headers")
      .optional(),
    /** Null offers those of the server's own list. */
    models: z
      .array(modelNameSchema)
      .min(1, "has to list at least one model, or be left out")
      .max(1_000, "has to list at most 1,000 models")
      .nullable(),
  })
  .refine(({ kind, baseUrl }) => kind !== "openai-chat" || baseUrl !== null, {
    path: ["baseUrl"],
    error: "is needed with the kind openai-chat",
  });

export type ConnectionInput = z.infer<typeof connectionInputSchema>;

/** The state of a connection that a change is made to; null for one that does not exist yet. */
const revisionSchema = z.int().positive().nullable();

export const saveConnectionSchema = z.strictObject({
  revision: revisionSchema,
  connection: connectionInputSchema,
});

export const deleteConnectionSchema = z.strictObject({
  id: connectionIdSchema,
  revision: z.int().positive(),
});

/** A connection as it is written so far. */
export const tryConnectionSchema = z.strictObject({
  connection: connectionInputSchema,
  /** Whether a key and headers that are left out are those of the stored connection of this name. */
  isStored: z.boolean(),
});

export const testConnectionSchema = tryConnectionSchema.extend({
  /** As the connection's server names it. */
  model: modelNameSchema,
});

export const setDefaultModelSchema = z.strictObject({
  /** Null goes back to the one of the server's settings. */
  model: z.string().trim().min(1).max(240).nullable(),
});

/** A connection as admins see it: nothing secret. */
export interface ConnectionForAdmin {
  id: string;
  kind: ConnectionKind;
  /** Null for the service's own. */
  baseUrl: string | null;
  hasKey: boolean;
  headerNames: string[];
  /** Null offers those of the server's own list. */
  models: string[] | null;
  /** Null for one of the server's settings, which are not changed here. */
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
  /** Answers for assistants that name no model. */
  defaultModel: string;
  /** Whether an admin has chosen it. */
  isDefaultChosen: boolean;
}

/** What became of a test: a model's first words, or why there are none. */
export type ConnectionTest =
  | { ok: true; text: string; ms: number }
  | {
      ok: false;
      code: GenerationErrorCode;
      /** The server's own words, or the network's. */
      reason: string;
    };
