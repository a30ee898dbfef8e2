import { z } from "zod";
import { cleanText } from "./requests.ts";
import { fileUploadSchema, historySchema } from "./workflow.ts";

/** Most state variables of a session, and the longest name of one: the hosted API's. */
export const maxStateVariables = 64;
export const maxStateVariableName = 64;

/** Longest state variable that is a text, in UTF-16 code units. */
const maxStateVariableText = 10_000;

/** What the instructions of a session's workflow are given, by name. */
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

/** What a session was set to when it was made. */
export const chatSessionSettingsSchema = z.object({
  /** Whether threads get a title by themselves. */
  automaticThreadTitling: z.boolean(),
  fileUpload: fileUploadSchema,
  history: historySchema,
  /** Kept for whoever asks; this server has no traces to switch off. */
  tracing: z.boolean(),
});

export type ChatSessionSettings = z.infer<typeof chatSessionSettingsSchema>;

/** The right of one user to talk to one workflow for a while. The secret is told once. */
export const chatSessionSchema = z.object({
  id: z.string(),
  clientSecret: z.string(),
  workflowId: z.string(),
  /** ISO 8601. */
  expiresAt: z.string(),
  maxRequestsPerMinute: z.number().int(),
});

export type ChatSession = z.infer<typeof chatSessionSchema>;
