/** Statuses with which servers reject a conversation that is too long; 413 means nothing else. */
const overflowStatuses = new Set([400, 422, 500]);

/**
 * How servers say that a conversation exceeds the model's context window: OpenAI, vLLM, llama.cpp, SGLang,
 * TGI, TabbyAPI, TensorRT-LLM, llama.cpp, LM Studio, Anthropic, Google, Mistral, Groq, Cohere, Bedrock,
 * Moonshot, Qwen and compatible ones.
 */
const wordings = [
  /context[_ ]?(length|size|window|limit)/i,
  /context overflow/i,
  /maximum (model|context|sequence|input|prompt) (length|size|tokens)/i,
  /\brequests?\b.{0,40}\btoo (long|large)\b/i,
  /\b(prompts?|inputs?|messages?|conversation)\b.{0,60}\b(too (long|large|many tokens)|(longer|greater|larger) than|exceed(s|ed)?)\b/i,
  /\btoo many (input |total )?tokens\b/i,
  /\bexceed(s|ed)?\b.{0,60}(\b|_)tokens?\b/i,
  /\btokens?\b.{0,40}\b(exceed(s|ed)?|must be <=|supports? up to)/i,
  /\bmust have (less|fewer) than \d+ tokens\b/i,
  /\b(input|prompt) length should be\b/i,
  /reduce the length of/i,
  /(输入|上下文|提示词?|对话|消息|tokens?).{0,20}(超过|超出|超长|过长|太长)/i,
];

/** A request above the allowance of a minute: waiting does not help, a shorter request does. */
const beyondAllowance = /\brequest too large\b|\btokens must be reduced\b/i;

/** A used-up allowance, where waiting helps, and a file that is too large by itself. */
const isOther =
  /throttl|please wait|try again later|\bper (minute|hour|day)\b|\bquota\b|\bimages? (size )?exceed/i;

/** Whether a rejection says that the conversation exceeds the model's context window. */
export function isContextOverflow(status: number, errorBody: string): boolean {
  const beginning = proseOf(errorBody);
  if (status === 413) return true;
  if (status < 500 && beyondAllowance.test(beginning)) return true;
  if (!overflowStatuses.has(status) || isOther.test(beginning)) return false;
  return wordings.some((wording) => wording.test(beginning));
}

/** The start of a rejection without field names, which would match the wordings too. */
function proseOf(errorBody: string): string {
  return errorBody.slice(0, mostRead).replace(/"(?:messages?|input|request)"\s*:/g, "");
}

/** Characters of a rejection to search: the reason comes first. */
const mostRead = 4_000;

const count = String.raw`(\d{1,3}(?:,\d{3})+|\d+)`;

/** Where rejections name the window, in tokens; the first match counts. */
const windowNames = [
  // llama.cpp: {"n_ctx": 8192}
  String.raw`"n_ctx"\s*:\s*${count}`,
  // Anthropic: 9000 tokens > 8192 maximum; 7000 + 2000 > 8192
  String.raw`\d(?: tokens?)? > ${count}`,
  // vLLM, TabbyAPI, TensorRT-LLM: max_seq_len 8192; max_num_tokens (8192)
  String.raw`max_(?:seq_len|model_len|num_tokens|total_tokens|input_tokens)[ :=(]{1,3}${count}`,
  // OpenAI, vLLM, xAI, Poolside: maximum context length is 8192 tokens; maximum allowed input length of 8192
  String.raw`maximum (?:allowed )?(?:context|model|sequence|input|prompt) length(?: is | of |: ?| ?\()${count}`,
  // Mistral: too large for model with 32768 maximum context length
  String.raw`${count} maximum context length`,
  // llama.cpp, LM Studio: the available context size (4096 tokens); context length of only 4096 tokens
  String.raw`context (?:length|size|window|limit)(?: limit)?[ :(=]{1,3}(?:is |of )?(?:only )?${count}(?! is )`,
  // Google: exceeds the maximum number of tokens allowed (1048576); supports up to 32768
  String.raw`maximum number of (?:input )?tokens allowed \(${count}`,
  String.raw`supports up to ${count}`,
  // TGI: must be <= 4096; must have less than 4096 tokens
  String.raw`must be <= ${count}`,
  String.raw`must have (?:less|fewer) than ${count} tokens`,
  // Qwen: Range of input length should be [1, 30720]
  String.raw`length should be \[\d+, ?${count}\]`,
  // Groq, OpenAI: tokens per minute (TPM): Limit 6000, Requested 7000
  String.raw`\(TPM\): Limit ${count}`,
  // Moonshot, Cerebras, OpenAI: token limit: 8192; limit is 8192; configured limit of 272000 tokens
  String.raw`\blimit(?: is | of |: ?)${count}`,
  // GitHub Models: Max size: 8000 tokens
  String.raw`max size: ${count} tokens`,
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
