import { z } from "zod";
import { continueInstruction } from "../../server/models/continuation/ask-to-continue.ts";

const contentSchema = z.union([
  z.string(),
  z.array(z.looseObject({ text: z.string().optional() })),
]);

const messageSchema = z.looseObject({ role: z.string(), content: contentSchema.nullish() });

const chatRequestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(messageSchema).min(1),
  stream: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.number().nullish(),
  max_completion_tokens: z.number().nullish(),
});

/** What the mock needs of a `POST /v1/chat/completions` body. */
export interface ChatRequest {
  model: string;
  stream: boolean;
  includeUsage: boolean;
  /** The last user message, except for the server's request to continue a reply. */
  lastUserMessage: string;
  /** How a reply is to be continued: as the last message, or by a message that asks for the rest; null for a whole one. */
  continues: "prefilled" | "asked" | null;
  /**
   * Whether it asks for only a few words: on the wire, that is how a title differs from a reply.
   */
  short: boolean;
  body: Readonly<Record<string, unknown>>;
}

/** No more tokens than this is a title; a model that thinks first needs room for its thoughts too. */
const shortTokens = 64;
const shortTokensWithThoughts = 1_024;

function isShort(maxTokens: number | null | undefined, limit: number): boolean {
  return maxTokens != null && maxTokens <= limit;
}

function textOf({ content }: z.infer<typeof messageSchema>): string {
  if (!content) return "";
  return typeof content === "string" ? content : content.map((part) => part.text ?? "").join("");
}

/** Narrows a request body; throws zod's error for anything else. */
export function readChatRequest(body: unknown): ChatRequest {
  const request = chatRequestSchema.parse(body);
  const users = request.messages.filter(({ role }) => role === "user").map(textOf);
  const isAsked = users.at(-1) === continueInstruction;
  const isPrefilled = request.messages.at(-1)?.role === "assistant";
  return {
    model: request.model,
    stream: request.stream ?? false,
    includeUsage: request.stream_options?.include_usage ?? false,
    lastUserMessage: users.at(isAsked ? -2 : -1) ?? "",
    continues: isPrefilled ? "prefilled" : isAsked ? "asked" : null,
    short:
      isShort(request.max_tokens, shortTokens) ||
      isShort(request.max_completion_tokens, shortTokensWithThoughts),
    body: request,
  };
}
