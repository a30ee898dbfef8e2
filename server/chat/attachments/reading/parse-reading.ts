import { z } from "zod";
import { attachmentRefusals } from "../../../../shared/attachment.ts";
import { cleanText } from "../../../../shared/requests.ts";
import type { FileReading } from "./read-file.ts";
import { maxTextLength } from "./tidy-text.ts";

const renditionSchema = z.object({
  mimeType: z.enum(["image/webp", "image/jpeg", "image/png"]),
  bytes: z.instanceof(Uint8Array),
});

const pixels = z.int().min(1);

const readingSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("image"),
    mimeType: z.string().startsWith("image/"),
    width: pixels,
    height: pixels,
    preview: renditionSchema,
    shown: renditionSchema,
  }),
  z.object({
    outcome: z.literal("text"),
    mimeType: z.string().regex(/^(text|application)\//),
    text: z.string().max(maxTextLength).transform(cleanText),
    isCut: z.boolean(),
  }),
  z.object({ outcome: z.literal("refused"), reason: z.enum(attachmentRefusals) }),
]);

/**
 * Validates a reader's result, which is untrusted: a file may have taken over its process. Throws a
 * `ZodError`.
 */
export function parseReading(answer: unknown): FileReading {
  return readingSchema.parse(answer);
}
