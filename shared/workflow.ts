import { z } from "zod";

/** A text in every language of the product. */
export const localizedSchema = z.object({ en: z.string(), fr: z.string(), es: z.string() });

export type Localized = z.infer<typeof localizedSchema>;

/** Icons a starter prompt may carry; the app draws them. */
export const starterIcons = ["calculator", "clock", "search", "document", "spark"] as const;

/** One click on a starter sends its prompt. */
export const starterSchema = z.object({
  label: localizedSchema,
  prompt: localizedSchema,
  icon: z.enum(starterIcons),
});

export type Starter = z.infer<typeof starterSchema>;

/** A configured assistant, as anyone who may use it sees it. */
export const workflowSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The model's name; `builtin-offline` is the model inside this server. */
  model: z.string(),
  greeting: localizedSchema,
  placeholder: localizedSchema,
  starters: z.array(starterSchema),
  version: z.number().int(),
});

export type Workflow = z.infer<typeof workflowSchema>;
