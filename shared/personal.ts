import { z } from "zod";
import { maxAboutLength } from "./limits.ts";
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

/** What a person sees and edits of what models are told about them. */
export interface PersonalView {
  instructions: PersonalInstructions;
}
