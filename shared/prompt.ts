import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { promptLimits } from "./limits.ts";
import { cleanText } from "./requests.ts";

/** A text to send again and again, as lists show it. */
export const promptHeadSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Empty for none. */
  description: z.string(),
  /** Whether everyone on the server has it; only admins change it. */
  isShared: z.boolean(),
});

export type PromptHead = z.infer<typeof promptHeadSchema>;

/** A prompt with its text, which may have variables (`prompt-variables.ts`). */
export interface Prompt extends PromptHead {
  text: string;
}

const field = (most: number) => z.string().trim().max(most).transform(cleanText);

/** Input of `prompts.save` and `admin.prompts.save`. */
export const savePromptSchema = z.object({
  /** Made by the client; saving one that exists changes it. */
  id: idSchema("prompt"),
  /** One line. */
  name: z
    .string()
    .trim()
    .min(1)
    .max(promptLimits.name)
    .transform((name) => cleanText(name).replaceAll(/\p{Cc}/gu, " ")),
  description: field(promptLimits.description),
  text: z
    .string()
    .max(promptLimits.text)
    .refine((text) => text.trim() !== "", "empty")
    .transform(cleanText),
});

export type SavePrompt = z.infer<typeof savePromptSchema>;

/** Input of `prompts.get` and `delete`. */
export const promptIdSchema = z.object({ promptId: idSchema("prompt") });
