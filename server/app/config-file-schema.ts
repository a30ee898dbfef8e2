import { z } from "zod";
import { accessLevels } from "../../shared/access.ts";
import { workflowLimits } from "../../shared/workflow-rules.ts";
import {
  connectionHeadersSchema,
  connectionIdSchema,
  connectionKinds,
  maxConcurrentSchema,
  serversNameSchema,
} from "../../shared/connections.ts";
import { modelNameSchema, mostDollars } from "../../shared/model.ts";
import { serverAddressSchema } from "../../shared/server-address.ts";
import { effortSchema } from "../../shared/inference-schemas.ts";
import { signInSchema } from "./identity-settings.ts";

const tokens = z.int("has to be a whole number of tokens").min(1).max(100_000_000);

/** A model and the traits that the operator gives it. */
const dollars = z.number().min(0).max(mostDollars);

const modelSchema = z
  .strictObject({
    name: serversNameSchema.describe("As its server names it."),
    title: z.string().trim().min(1).max(100).optional().describe("What people see it called."),
    contextWindow: tokens
      .optional()
      .describe("Tokens that instructions, conversation and reply may take up together."),
    maxOutputTokens: tokens.optional().describe("Its longest reply, in tokens."),
    vision: z.boolean().optional().describe("Whether it can be shown pictures."),
    tools: z.boolean().optional().describe("Whether it can call tools."),
    reasoning: z.boolean().optional().describe("Whether it can think before it answers."),
    efforts: z
      .array(effortSchema)
      .optional()
      .describe("How long it can be asked to think; empty where there is no choice."),
    price: z
      .strictObject({
        input: dollars,
        output: dollars,
        cachedInput: dollars
          .optional()
          .describe("Of tokens read from a cache; without it they cost what `input` says."),
        cacheWrite: dollars
          .optional()
          .describe("Of tokens written to a cache; without it they cost what `input` says."),
      })
      .optional()
      .describe("US dollars for a million tokens."),
  })
  .describe("A model, and what its server does not tell of it or tells wrong.");

const variableName = z
  .string()
  .regex(/^[A-Za-z_]\w*$/, "has to be the name of an environment variable");

const connectionSchema = z
  .strictObject({
    kind: z
      .enum(connectionKinds, { error: `has to be one of ${connectionKinds.join(", ")}` })
      .describe(
        "The API it speaks: `openai-chat` for chat completions, which nearly every server has; `openai-responses`, `anthropic` and `google` for those services' own APIs.",
      ),
    baseUrl: serverAddressSchema
      .optional()
      .describe(
        "Its address with the version, such as `http://localhost:11434/v1`. The service's own if left out; `openai-chat` needs one.",
      ),
    apiKeyEnv: variableName
      .optional()
      .describe(
        "The environment variable that holds the API key. The key itself stays out of this file.",
      ),
    maxConcurrent: maxConcurrentSchema
      .optional()
      .describe(
        "The most requests that it gets at once from all nodes together; others wait, and people take turns. Any number if left out.",
      ),
    headers: connectionHeadersSchema
      .optional()
      .describe("Further headers of every request, such as those that a gateway asks for."),
    models: z
      .array(
        z.union([serversNameSchema, modelSchema], {
          error: "has to be a model's name, or an object with its name and what is known of it",
        }),
      )
      .min(1, "has to list at least one model, or be left out")
      .max(1_000, "has to list at most 1,000 models")
      .optional()
      .describe(
        "The models to offer, by name, or with what is known of them. Those of the server's own list if left out.",
      ),
    access: z
      .enum(accessLevels, { error: `has to be one of ${accessLevels.join(", ")}` })
      .optional()
      .describe(
        "Who may use its models: `everyone`, which is the default, `registered` for people with an account, or `admins`.",
      ),
  })
  .refine(({ kind, baseUrl }) => kind !== "openai-chat" || baseUrl !== undefined, {
    path: ["baseUrl"],
    error: "is needed with the kind openai-chat",
  });

/** A check that is made beside other problems too, so that all are told at once. */
const always = { when: () => true };

function has(file: object, name: string): boolean {
  return Object.hasOwn(Object(file), name);
}

/** The schema of the `CHATKIT_CONFIG` file. */
export const configFileSchema = z
  .strictObject({
    $schema: z.string().optional().describe("The address of this schema, for editors."),
    connections: z
      .record(connectionIdSchema, connectionSchema)
      .refine((connections) => Object.keys(connections).length > 0, "has to hold a connection")
      .optional()
      .describe("Model servers by name. A model is called `name/model`."),
    defaultModel: modelNameSchema
      .optional()
      .describe(
        "The model of assistants that name none, such as `claude/claude-sonnet-4-5`. Needed with `connections`.",
      ),
    fallbacks: z
      .array(modelNameSchema)
      .max(workflowLimits.maxFallbacks, `has to list at most ${workflowLimits.maxFallbacks} models`)
      .optional()
      .describe(
        "The models that answer when an assistant's model cannot, in this order, such as `local/llama3.2`. Assistants can have a list of their own. None if left out.",
      ),
    signIn: signInSchema.optional().describe("Signing in with accounts of other services."),
  })
  .refine((file) => has(file, "connections") || has(file, "signIn"), {
    path: ["connections"],
    error: "has to hold a connection",
    ...always,
  })
  .refine((file) => !has(file, "connections") || has(file, "defaultModel"), {
    path: ["defaultModel"],
    error: "is needed with connections",
    ...always,
  })
  .refine((file) => has(file, "connections") || !has(file, "defaultModel"), {
    path: ["defaultModel"],
    error: "means nothing without connections",
    ...always,
  })
  .refine((file) => has(file, "connections") || !has(file, "fallbacks"), {
    path: ["fallbacks"],
    error: "means nothing without connections",
    ...always,
  });

export type ConfigFile = z.infer<typeof configFileSchema>;
