import type { WorkflowSettings } from "./workflow.ts";

// What the app needs too, which loads no schemas.

/** Icons a starter prompt may carry; the app draws them. */
export const starterIcons = ["calculator", "clock", "search", "document", "spark"] as const;

/** Who may talk to a workflow: all, those with an account, or admins. An API key lets its programs' users in where its owner is. */
export const workflowAccess = ["everyone", "registered", "admins"] as const;

export type WorkflowAccess = (typeof workflowAccess)[number];

/** Longest of each text of a workflow, in UTF-16 code units, and the most of what is counted. */
export const workflowLimits = {
  name: 60,
  model: 200,
  instructions: 20_000,
  greeting: 200,
  placeholder: 120,
  starterLabel: 60,
  starterPrompt: 1_000,
  minStarters: 2,
  maxStarters: 4,
  /** Megabytes, as the hosted API has it. */
  maxFileSize: 512,
  maxFiles: 100,
  maxOutputTokens: 1_000_000,
  maxTurns: 200,
  maxRequestsPerMinute: 1_000,
} as const;

/** A new workflow's: the hosted API's defaults where it has any. */
export const defaultWorkflowSettings: WorkflowSettings = {
  temperature: null,
  maxOutputTokens: null,
  effort: null,
  maxTurns: null,
  maxRequestsPerMinute: 10,
  access: "everyone",
  fileUpload: { enabled: false, maxFileSize: 512, maxFiles: 10 },
  history: { enabled: true, recentThreads: null },
};
