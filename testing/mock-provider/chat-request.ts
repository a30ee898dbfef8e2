import { z } from "zod";

const contentSchema = z.union([
  z.string(),
  z.array(z.looseObject({ text: z.string().optional() })),
]);

const chatRequestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: contentSchema.nullish() })).min(1),
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
  lastUserMessage: string;
  /** Asks for a few words alone: that is how a title differs from a reply on the wire. */
  short: boolean;
  body: Readonly<Record<string, unknown>>;
}

/** No more tokens than this is a title; a model that thinks first needs room for its thoughts too. */
const shortTokens = 64;
const shortTokensWithThoughts = 1_024;

function isShort(maxTokens: number | null | undefined, limit: number): boolean {
  return maxTokens != null && maxTokens <= limit;
}

/** Narrows a request body; throws zod's error for anything else. */
export function readChatRequest(body: unknown): ChatRequest {
  const request = chatRequestSchema.parse(body);
  const content = request.messages.findLast((message) => message.role === "user")?.content ?? "";
  return {
    model: request.model,
    stream: request.stream ?? false,
    includeUsage: request.stream_options?.include_usage ?? false,
    lastUserMessage:
      typeof content === "string" ? content : content.map((part) => part.text ?? "").join(""),
    short:
      isShort(request.max_tokens, shortTokens) ||
      isShort(request.max_completion_tokens, shortTokensWithThoughts),
    body: request,
  };
}
