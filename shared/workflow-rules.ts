import type { WorkflowSettings } from "./workflow.ts";

// Also used by the app, which loads no schemas.

/** Icons that a starter prompt may have; the app draws them. */
export const starterIcons = ["calculator", "clock", "search", "document", "spark"] as const;

/** Models that users may choose besides an assistant's own: none, any that is offered, or those in a list. */
export const modelChoices = ["none", "any", "list"] as const;

export type ModelChoiceFrom = (typeof modelChoices)[number];

/** Longest name that a server gives a model, in UTF-16 code units. */
export const longestServersName = 200;

/** Longest texts of a workflow in UTF-16 code units, and other maximums. */
export const workflowLimits = {
  name: 60,
  /** With the name of its connection in front, which has up to 32 characters. */
  model: 32 + 1 + longestServersName,
  /** Models to choose from. */
  maxChoices: 200,
  instructions: 20_000,
  greeting: 200,
  placeholder: 120,
  starterLabel: 60,
  starterPrompt: 1_000,
  maxStarters: 4,
  /** Megabytes, as in the hosted API. */
  maxFileSize: 512,
  maxFiles: 100,
  maxOutputTokens: 1_000_000,
  maxTurns: 200,
  maxFallbacks: 10,
  maxRequestsPerMinute: 1_000,
} as const;

/** Settings of a new workflow: the hosted API's defaults where it has any. */
export const defaultWorkflowSettings: WorkflowSettings = {
  temperature: null,
  maxOutputTokens: null,
  effort: null,
  fallbacks: null,
  modelChoice: { from: "none", models: [] },
  maxTurns: null,
  maxRequestsPerMinute: 10,
  access: "everyone",
  fileUpload: { enabled: false, maxFileSize: 512, maxFiles: 10 },
  history: { enabled: true, recentThreads: null },
};
