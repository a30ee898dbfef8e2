/** Statuses with which servers refuse a conversation that is too long. */
const overflowStatuses = new Set([400, 413, 422, 500]);

/**
 * How servers say that a conversation is longer than the model's context window: OpenAI, vLLM,
 * llama.cpp, LM Studio, Anthropic, Google, Mistral, Bedrock and those that imitate them.
 */
const wordings = [
  /context[_ ]?(length|size|window)/i,
  /maximum (model|context|sequence|input|prompt) (length|size|tokens)/i,
  /\b(prompt|input|request|messages?|conversation)\b.{0,40}\b(too (long|large|many tokens)|longer than|exceeds?)\b/i,
  /\btoo many (input )?tokens\b/i,
  /\bexceeds?\b.{0,60}\btokens?\b/i,
  /reduce the length of/i,
];

/** Whether a refusal says that the conversation does not fit into the model's context window. */
export function isContextOverflow(status: number, errorBody: string): boolean {
  const beginning = errorBody.slice(0, mostRead);
  return overflowStatuses.has(status) && wordings.some((wording) => wording.test(beginning));
}

/** How much of a refusal is looked at, in characters: what it is about comes first. */
const mostRead = 4_000;
