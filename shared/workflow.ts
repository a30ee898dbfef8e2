import { z } from "zod";
import { type Access, accessLevels } from "./access.ts";
import { workflowIdSchema } from "./id-schemas.ts";
import { effortSchema } from "./inference-schemas.ts";
import { modelNameSchema } from "./model.ts";
import { cleanText } from "./requests.ts";
import { modelChoices, starterIcons, workflowLimits } from "./workflow-rules.ts";

/** Its languages: the core ones, and any others. */
function inLanguages<Text extends z.ZodType<string>>(text: Text) {
  const other = text.optional();
  return z.object({
    en: text,
    fr: text,
    es: text,
    de: other,
    pt: other,
    it: other,
    nl: other,
    pl: other,
    ja: other,
    zh: other,
    ko: other,
    ar: other,
  });
}

/** A text in the core languages of the product, and perhaps in others. */
export const localizedSchema = inLanguages(z.string());

export type Localized = z.infer<typeof localizedSchema>;

function text(max: number) {
  return z.string().max(max).transform(cleanText);
}

function localized(max: number) {
  return inLanguages(text(max));
}

/** A click on a starter sends its prompt. */
export const starterSchema = z.object({
  label: localized(workflowLimits.starterLabel),
  prompt: localized(workflowLimits.starterPrompt),
  icon: z.enum(starterIcons),
});

export type Starter = z.infer<typeof starterSchema>;

/**
 * Whether users may attach files, their maximum size in megabytes, and their number per message.
 */
export const fileUploadSchema = z.object({
  enabled: z.boolean(),
  maxFileSize: z.int().min(1).max(workflowLimits.maxFileSize),
  maxFiles: z.int().min(1).max(workflowLimits.maxFiles),
});

/** Whether users see their earlier threads, and how many of the newest; null for all. */
export const historySchema = z.object({
  enabled: z.boolean(),
  recentThreads: z.int().min(1).max(1_000_000).nullable(),
});

/** Models that users may choose instead of the assistant's own. */
export const modelChoiceSchema = z.object({
  from: z.enum(modelChoices),
  /** The models of `list`. */
  models: z.array(modelNameSchema).max(workflowLimits.maxChoices),
});

export type ModelChoice = z.infer<typeof modelChoiceSchema>;

/** Settings that editors of earlier versions do not know. */
const laterSettings = {
  /** How long the model may think; null leaves it to each user. */
  effort: effortSchema.nullable(),
  /** Models that answer when the model fails, in this order; null for the server's list. */
  fallbacks: z
    .array(z.string().trim().min(1).max(workflowLimits.model).transform(cleanText))
    .max(workflowLimits.maxFallbacks)
    .nullable(),
  modelChoice: modelChoiceSchema,
};

/** Settings of a workflow besides its texts. Files of earlier versions lack some. */
export const workflowSettingsSchema = z.object({
  /** Null leaves it to the model. */
  temperature: z.number().min(0).max(2).nullable(),
  /** Longest reply in tokens; null leaves it to the model. */
  maxOutputTokens: z.int().min(1).max(workflowLimits.maxOutputTokens).nullable(),
  effort: laterSettings.effort.default(null),
  fallbacks: laterSettings.fallbacks.default(null),
  modelChoice: laterSettings.modelChoice.default({ from: "none", models: [] }),
  /** How many turns of a conversation the model is shown; null for as many as fit. */
  maxTurns: z.int().min(1).max(workflowLimits.maxTurns).nullable(),
  /** Messages a minute per chat session, unless the session sets its own limit. */
  maxRequestsPerMinute: z.int().min(1).max(workflowLimits.maxRequestsPerMinute),
  access: z.enum(accessLevels),
  fileUpload: fileUploadSchema,
  history: historySchema,
});

export type WorkflowSettings = z.infer<typeof workflowSettingsSchema>;

/**
 * The editable definition of a workflow. A draft may still lack texts; `findMissing` lists what
 * publishing requires.
 */
export const workflowDraftSchema = workflowSettingsSchema.extend({
  name: z.string().trim().max(workflowLimits.name).transform(cleanText),
  /** Null uses the server's configured model. */
  model: z.string().trim().min(1).max(workflowLimits.model).transform(cleanText).nullable(),
  /** `{{name}}` stands for the chat session's state variable with that name. */
  instructions: text(workflowLimits.instructions),
  greeting: localized(workflowLimits.greeting),
  placeholder: localized(workflowLimits.placeholder),
  starters: z.array(starterSchema).max(workflowLimits.maxStarters),
});

export type WorkflowDraft = z.infer<typeof workflowDraftSchema>;

/** A change of a draft. Omitted fields stay as they are: an editor of an earlier version sends none. */
export const workflowChangeSchema = workflowDraftSchema.extend({
  effort: laterSettings.effort.optional(),
  fallbacks: laterSettings.fallbacks.optional(),
  modelChoice: laterSettings.modelChoice.optional(),
});

export type WorkflowChange = z.infer<typeof workflowChangeSchema>;

/** A complete draft. */
export type WorkflowDefinition = WorkflowDraft;

/** A starter as users see it. */
const offeredStarterSchema = starterSchema.extend({
  /** Whether its prompt is about a picture, which the user attaches before sending it. */
  picture: z.boolean().optional(),
});

export type OfferedStarter = z.infer<typeof offeredStarterSchema>;

/** A configured assistant, as every permitted user sees it. */
export const workflowSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The model's name; `builtin-offline` is the built-in model. Empty if the user may use none. */
  model: z.string(),
  /** The model's name for people; absent while the server's list of models is not known. */
  modelTitle: z.string().optional(),
  /** Whether the user may use neither its model nor a fallback; absent if the user may. */
  isModelUnavailable: z.boolean().optional(),
  /** Whether users may choose another model; absent if there is no choice. */
  choosesModel: z.boolean().optional(),
  /** How long its model may think, if the assistant fixes it; absent if users choose. */
  effort: effortSchema.optional(),
  /** The efforts that users can choose from; absent without a choice. */
  efforts: z.array(effortSchema).readonly().optional(),
  greeting: localizedSchema,
  placeholder: localizedSchema,
  /** Those of a fresh installation's assistant fit its model. */
  starters: z.array(offeredStarterSchema),
  fileUpload: fileUploadSchema,
  history: historySchema,
  version: z.number().int(),
});

export type Workflow = z.infer<typeof workflowSchema>;

/** A workflow as a file: the output of `admin.workflows.export` and the input of `import`. */
export const workflowFileSchema = z.object({
  format: z.literal("chatkit.workflow"),
  formatVersion: z.literal(1),
  id: workflowIdSchema,
  definition: workflowDraftSchema,
});

export type WorkflowFile = z.infer<typeof workflowFileSchema>;

/** A workflow in the admins' list. */
export interface WorkflowForAdmin {
  id: string;
  name: string;
  /** 0 for one that was never published. */
  version: number;
  access: Access;
  isArchived: boolean;
  hasDraft: boolean;
  /** Whether it is the server's default. */
  isDefault: boolean;
  /**
   * `found` for one from another server, kept in sync until a version is published here; `gone`
   * when that server no longer has it; null for one created here.
   */
  upstream: "found" | "gone" | null;
  /** ISO 8601. */
  updatedAt: string;
}

/** A workflow for its editor. */
export interface EditedWorkflow extends WorkflowForAdmin {
  /** The draft, or the published version if there is none. */
  definition: WorkflowDraft;
  /** Send it with the next change of the draft. */
  draftRevision: number;
  /** The two hundred newest. */
  versions: WorkflowVersion[];
}

/** A published version; lists are newest first. */
export interface WorkflowVersion {
  version: number;
  name: string;
  /** The older version that this one restores; null for an edited one. */
  restoredFrom: number | null;
  /** The publisher's e-mail address; null for the server itself and for deleted accounts. */
  publishedBy: string | null;
  /** ISO 8601. */
  publishedAt: string;
}
