import { z } from "zod";
import { cleanText } from "./requests.ts";
import { fileUploadSchema, historySchema } from "./workflow.ts";

/**
 * Maximum number of a session's state variables, and length of their names, as in the hosted API.
 */
export const maxStateVariables = 64;
export const maxStateVariableName = 64;

/** Longest text of a state variable, in UTF-16 code units. */
const maxStateVariableText = 10_000;

/** Values for the placeholders in the workflow's instructions, by name. */
export const stateVariablesSchema = z
  .record(
    z.string().min(1).max(maxStateVariableName).transform(cleanText),
    z.union([z.string().max(maxStateVariableText).transform(cleanText), z.number(), z.boolean()]),
  )
  .refine(
    (variables) => Object.keys(variables).length <= maxStateVariables,
    `at most ${maxStateVariables} variables`,
  );

export type StateVariables = z.infer<typeof stateVariablesSchema>;

/** The settings with which a session was created. */
export const chatSessionSettingsSchema = z.object({
  /** Whether threads get a title automatically. */
  automaticThreadTitling: z.boolean(),
  fileUpload: fileUploadSchema,
  history: historySchema,
  /** Stored and returned only for compatibility; this server has no tracing to turn off. */
  tracing: z.boolean(),
});

export type ChatSessionSettings = z.infer<typeof chatSessionSettingsSchema>;

/**
 * The right of one user to talk to one workflow for a while. The secret is returned only on
 * creation.
 */
export const chatSessionSchema = z.object({
  id: z.string(),
  clientSecret: z.string(),
  workflowId: z.string(),
  /** ISO 8601. */
  expiresAt: z.string(),
  maxRequestsPerMinute: z.number().int(),
});

export type ChatSession = z.infer<typeof chatSessionSchema>;
