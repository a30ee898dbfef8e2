import { z } from "zod";
import { workflowIdSchema } from "./id-schemas.ts";
import { effortSchema } from "./inference-schemas.ts";
import { cleanText } from "./requests.ts";
import {
  starterIcons,
  type WorkflowAccess,
  workflowAccess,
  workflowLimits,
} from "./workflow-rules.ts";

/** A text in every language of the product. */
export const localizedSchema = z.object({ en: z.string(), fr: z.string(), es: z.string() });

export type Localized = z.infer<typeof localizedSchema>;

function text(max: number) {
  return z.string().max(max).transform(cleanText);
}

function localized(max: number) {
  return z.object({ en: text(max), fr: text(max), es: text(max) });
}

/** One click on a starter sends its prompt. */
export const starterSchema = z.object({
  label: localized(workflowLimits.starterLabel),
  prompt: localized(workflowLimits.starterPrompt),
  icon: z.enum(starterIcons),
});

export type Starter = z.infer<typeof starterSchema>;

/** Whether people may add files, how large each (in megabytes), and how many to a message. */
export const fileUploadSchema = z.object({
  enabled: z.boolean(),
  maxFileSize: z.int().min(1).max(workflowLimits.maxFileSize),
  maxFiles: z.int().min(1).max(workflowLimits.maxFiles),
});

/** Whether people see their former threads, and how many of the newest; null for all. */
export const historySchema = z.object({
  enabled: z.boolean(),
  recentThreads: z.int().min(1).max(1_000_000).nullable(),
});

/** What a workflow is set to besides its texts. */
export const workflowSettingsSchema = z.object({
  /** Null leaves it to the model. */
  temperature: z.number().min(0).max(2).nullable(),
  /** Longest reply in tokens; null leaves it to the model. */
  maxOutputTokens: z.int().min(1).max(workflowLimits.maxOutputTokens).nullable(),
  /** How long the model may think; null leaves it to each person, as do files that name none. */
  effort: effortSchema.nullable().default(null),
  /** So many turns of a conversation does the model get to see; null for as many as fit. */
  maxTurns: z.int().min(1).max(workflowLimits.maxTurns).nullable(),
  /** Messages a minute by one chat session, where that is told nothing else. */
  maxRequestsPerMinute: z.int().min(1).max(workflowLimits.maxRequestsPerMinute),
  access: z.enum(workflowAccess),
  fileUpload: fileUploadSchema,
  history: historySchema,
});

export type WorkflowSettings = z.infer<typeof workflowSettingsSchema>;

/**
 * All that is edited of a workflow. Texts may still be missing while it is a draft;
 * `findMissing` says which have to be there before it is published.
 */
export const workflowDraftSchema = workflowSettingsSchema.extend({
  name: z.string().trim().max(workflowLimits.name).transform(cleanText),
  /** Null follows the server's configured model. */
  model: z.string().trim().min(1).max(workflowLimits.model).transform(cleanText).nullable(),
  /** `{{name}}` stands for the chat session's state variable of that name. */
  instructions: text(workflowLimits.instructions),
  greeting: localized(workflowLimits.greeting),
  placeholder: localized(workflowLimits.placeholder),
  starters: z.array(starterSchema).max(workflowLimits.maxStarters),
});

export type WorkflowDraft = z.infer<typeof workflowDraftSchema>;

/** A draft that nothing is missing from. */
export type WorkflowDefinition = WorkflowDraft;

/** A configured assistant, as anyone who may use it sees it. */
export const workflowSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The model's name; `builtin-offline` is the model inside this server. */
  model: z.string(),
  /** How long its model may think, where the assistant decides that; absent where people do. */
  effort: effortSchema.optional(),
  /** What people may choose for that; absent where there is nothing to choose. */
  efforts: z.array(effortSchema).readonly().optional(),
  greeting: localizedSchema,
  placeholder: localizedSchema,
  starters: z.array(starterSchema),
  fileUpload: fileUploadSchema,
  history: historySchema,
  version: z.number().int(),
});

export type Workflow = z.infer<typeof workflowSchema>;

/** A workflow as a file: what `admin.workflows.export` gives and `import` takes. */
export const workflowFileSchema = z.object({
  format: z.literal("chatkit.workflow"),
  formatVersion: z.literal(1),
  id: workflowIdSchema,
  definition: workflowDraftSchema,
});

export type WorkflowFile = z.infer<typeof workflowFileSchema>;

/** A workflow in the list that admins have. */
export interface WorkflowForAdmin {
  id: string;
  name: string;
  /** 0 for one that was never published. */
  version: number;
  access: WorkflowAccess;
  isArchived: boolean;
  hasDraft: boolean;
  /** The one that answers where none is named. */
  isDefault: boolean;
  /**
   * `found` for one that is read from another server, and kept as it is there until a version is
   * published here; `gone` when that server has it no more; null for one that is made here.
   */
  upstream: "found" | "gone" | null;
  /** ISO 8601. */
  updatedAt: string;
}

/** A workflow as its editor needs it. */
export interface EditedWorkflow extends WorkflowForAdmin {
  /** The draft, or the published version where there is none. */
  definition: WorkflowDraft;
  /** To be told with the next change of the draft. */
  draftRevision: number;
  /** The two hundred newest. */
  versions: WorkflowVersion[];
}

/** One published version, the newest first in lists. */
export interface WorkflowVersion {
  version: number;
  name: string;
  /** The older version that this one repeats; null for one that was edited. */
  restoredFrom: number | null;
  /** The address of who published it; null for the server itself and for deleted accounts. */
  publishedBy: string | null;
  /** ISO 8601. */
  publishedAt: string;
}
