import { z } from "zod";
import { idSchema } from "./id-schemas.ts";
import { maxTagLength, maxTags } from "./limits.ts";
import { cleanText } from "./requests.ts";
import { keyOfTag, tidyTag } from "./tidy-tag.ts";

/** A tag: one line without quotation marks, so that searches can quote it. */
export const tagSchema = z
  .string()
  .max(4 * maxTagLength)
  .transform((text) => tidyTag(cleanText(text)))
  .refine((tag) => tag !== "" && tag.length <= maxTagLength, "empty or too long");

/** Input of `threads.setTags`: all tags of a thread. One that is there twice is kept once. */
export const setTagsSchema = z.object({
  threadId: idSchema("thread"),
  tags: z
    .array(tagSchema)
    .max(maxTags)
    .transform((tags) =>
      [...new Map(tags.toReversed().map((tag) => [keyOfTag(tag), tag])).values()].toReversed(),
    ),
});

export type SetTags = z.infer<typeof setTagsSchema>;

/** A tag of a user, and how many threads have it. */
export interface TagCount {
  tag: string;
  count: number;
}
