/** Statuses with which servers reject a conversation that is too long. */
const overflowStatuses = new Set([400, 413, 422, 500]);

/**
 * How servers say that a conversation exceeds the model's context window: OpenAI, vLLM, llama.cpp,
 * LM Studio, Anthropic, Google, Mistral, Groq, Cohere, Bedrock and compatible ones.
 */
const wordings = [
  /context[_ ]?(length|size|window|limit)/i,
  /context overflow/i,
  /maximum (model|context|sequence|input|prompt) (length|size|tokens)/i,
  /\b(prompt|input|request|messages?|conversation)\b.{0,40}\b(too (long|large|many tokens)|longer than|exceeds?)\b/i,
  /\btoo many (input |total )?tokens\b/i,
  /\bexceeds?\b.{0,60}\btokens?\b/i,
  /reduce the length of/i,
];

/** A request above the allowance of a minute: waiting does not help, a shorter request does. */
const beyondAllowance = /\brequest too large\b|\btokens must be reduced\b/i;

/** Whether a rejection says that the conversation exceeds the model's context window. */
export function isContextOverflow(status: number, errorBody: string): boolean {
  const beginning = errorBody.slice(0, mostRead);
  if (status === 429) return beyondAllowance.test(beginning);
  return overflowStatuses.has(status) && wordings.some((wording) => wording.test(beginning));
}

/** Characters of a rejection to search: the reason comes first. */
const mostRead = 4_000;

const count = String.raw`(\d{1,3}(?:,\d{3})+|\d+)`;

/** Where rejections name the window, in tokens. */
const windowNames = [
  // llama.cpp: {"n_ctx": 8192}
  String.raw`"n_ctx"\s*:\s*${count}`,
  // OpenAI, vLLM, OpenRouter: maximum context length is 8192 tokens; maximum model length of 8192
  String.raw`maximum (?:context|model|sequence) length (?:is|of)\s+${count}`,
  // Mistral: too large for model with 32768 maximum context length
  String.raw`${count} maximum context length`,
  // Anthropic: 9000 tokens > 8192 maximum
  String.raw`tokens? > ${count} maximum`,
  // llama.cpp, LM Studio: the available context size (4096 tokens); context length of only 4096 tokens
  String.raw`context (?:length|size|window|limit)[ :(=]{1,3}(?:is |of )?(?:only )?${count}`,
  // Google: exceeds the maximum number of tokens allowed (1048576)
  String.raw`maximum number of (?:input )?tokens allowed \(${count}`,
  // Groq, OpenAI: tokens per minute (TPM): Limit 6000, Requested 7000
  String.raw`\(TPM\): Limit ${count}`,
].map((source) => new RegExp(source, "i"));

/** Plausible range of a window in tokens; other numbers mean something else. */
const smallestWindow = 256;
const largestWindow = 100_000_000;

/** The window that a rejection names, in tokens; null if it names none. */
export function readNamedWindow(errorBody: string): number | null {
  const beginning = errorBody.slice(0, mostRead);
  for (const name of windowNames) {
    const named = Number(name.exec(beginning)?.[1]?.replaceAll(",", ""));
    if (named >= smallestWindow && named <= largestWindow) return named;
  }
  return null;
}
