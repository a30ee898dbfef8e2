import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxAboutLength, maxMemoryLength } from "./limits.ts";
import { cleanText } from "./requests.ts";

const ownWords = z
  .string()
  .max(maxAboutLength)
  .transform((text) => cleanText(text).trim());

/** What a person wants the model to know in all their chats. */
export const personalInstructionsSchema = z.object({
  /** What the model should know about the person. */
  about: ownWords,
  /** How it should reply. */
  replyStyle: ownWords,
  /** Whether both are sent. */
  isOn: z.boolean(),
});

export type PersonalInstructions = z.infer<typeof personalInstructionsSchema>;

/** A fact that a person wants models to remember. */
export interface Memory {
  id: string;
  text: string;
  /** ISO 8601. */
  createdAt: string;
}

/** What a person sees and edits of what models are told about them. */
export interface PersonalView {
  instructions: PersonalInstructions;
  /** Whether the memories are sent. */
  isMemoryOn: boolean;
  /** Newest first. */
  memories: readonly Memory[];
}

/** Input of `personal.setMemory`. */
export const setMemorySchema = z.object({ isOn: z.boolean() });

/** Input of `personal.remember` and `personal.changeMemory`. The client makes the id. */
export const memorySchema = z.object({
  id: idSchema("memory"),
  text: z
    .string()
    .max(4 * maxMemoryLength)
    .transform((text) => cleanText(text).split(/\s+/).filter(Boolean).join(" "))
    .refine((text) => text !== "" && text.length <= maxMemoryLength, "empty or too long"),
});

export type NewMemory = z.infer<typeof memorySchema>;

/** Input of `personal.forget`. */
export const memoryIdSchema = z.object({ id: idSchema("memory") });
