import type { Scenario, ScenarioCall } from "../scenario.ts";
import { sse } from "../wire.ts";

/** How servers say that a conversation of `asked` tokens is too long for a window of `window`. */
type Refusal = (window: number, asked: number) => { status: number; error: unknown };

/** By `as`; `error` is what their error object holds. */
const refusals: Readonly<Record<string, Refusal>> = {
  openai: (window, asked) => ({
    status: 400,
    error: {
      message: `This model's maximum context length is ${window} tokens. However, your messages resulted in ${asked} tokens.`,
      type: "invalid_request_error",
      param: "messages",
      code: "context_length_exceeded",
    },
  }),
  llamacpp: (window, asked) => ({
    status: 400,
    error: {
      code: 400,
      message: "the request exceeds the available context size, try increasing it",
      type: "exceed_context_size_error",
      n_prompt_tokens: asked,
      n_ctx: window,
    },
  }),
  anthropic: (window, asked) => ({
    status: 400,
    error: {
      type: "invalid_request_error",
      message: `prompt is too long: ${asked} tokens > ${window} maximum`,
    },
  }),
  vllm: (window, asked) => ({
    status: 400,
    error: {
      message: `The decoder prompt (length ${asked}) is longer than the maximum model length of ${window}. Make sure that \`max_model_len\` is no smaller than the number of text tokens.`,
      type: "BadRequestError",
    },
  }),
  mistral: (window, asked) => ({
    status: 400,
    error: {
      message: `Prompt contains ${asked} tokens and 0 draft tokens, too large for model with ${window} maximum context length`,
      type: "invalid_request_prompt",
      code: "3051",
    },
  }),
  google: (window, asked) => ({
    status: 400,
    error: {
      code: 400,
      message: `The input token count (${asked}) exceeds the maximum number of tokens allowed (${window}).`,
      status: "INVALID_ARGUMENT",
    },
  }),
  groq: (window, asked) => ({
    status: 413,
    error: {
      message: `Request too large for model \`mock\` on tokens per minute (TPM): Limit ${window}, Requested ${asked}, please reduce your message size and try again.`,
      type: "tokens",
      code: "rate_limit_exceeded",
    },
  }),
  tpm: (window, asked) => ({
    status: 429,
    error: {
      message: `Request too large for mock on tokens per min (TPM): Limit ${window}, Requested ${asked}. The input or output tokens must be reduced in order to run successfully.`,
      type: "tokens",
      param: null,
      code: "rate_limit_exceeded",
    },
  }),
  lmstudio: (window) => ({
    status: 400,
    error: `Trying to keep the first 9000 tokens when context the overflows. However, the model is loaded with context length of only ${window} tokens, which is not enough. Try to load the model with a larger context length, or provide a shorter input`,
  }),
  openrouter: (window, asked) => ({
    status: 400,
    error: {
      message: `This endpoint's maximum context length is ${window} tokens. However, you requested about ${asked} tokens (${asked} of text input). Please reduce the length of either one, or use the "middle-out" transform to compress your prompt automatically.`,
      code: 400,
      metadata: { provider_name: null },
    },
  }),
  tgi: (window, asked) => ({
    status: 422,
    error: `Input validation error: \`inputs\` must have less than ${window} tokens. Given: ${asked}`,
  }),
  tabby: (window, asked) => ({
    status: 400,
    error: { message: `Prompt length ${asked} is greater than max_seq_len ${window}` },
  }),
  xai: (window, asked) => ({
    status: 400,
    error: `This model's maximum prompt length is ${window} but the request contains ${asked} tokens.`,
  }),
  qwen: (window) => ({
    status: 400,
    error: {
      code: "invalid_parameter_error",
      message: `Range of input length should be [1, ${window}]`,
    },
  }),
  moonshot: (window) => ({
    status: 400,
    error: {
      message: `Invalid request: Your request exceeded model token limit: ${window}`,
      type: "invalid_request_error",
    },
  }),
  vertex: (window, asked) => ({
    status: 400,
    error: {
      message: `Unable to submit request because the input token count is ${asked} but model only supports up to ${window}.`,
    },
  }),
  sum: (window, asked) => ({
    status: 400,
    error: {
      message: `input length and \`max_tokens\` exceed context limit: ${asked} + 64 > ${window}, decrease input length`,
    },
  }),
  riddle: () => ({ status: 400, error: { message: "Bad request", type: "bad_request" } }),
  proxy: () => ({ status: 413, error: "Payload Too Large" }),
  chinese: () => ({ status: 400, error: { message: "输入长度超过模型最大长度限制" } }),
  plain: () => ({ status: 413, error: { message: "Input is too long for requested model." } }),
  cohere: () => ({
    status: 422,
    error: {
      message:
        "too many tokens: total number of tokens in the prompt cannot exceed what the model takes",
    },
  }),
  bare: () => ({ status: 500, error: "context length exceeded" }),
};

/**
 * Estimates tokens: five characters of the messages each, plus the allowed length of the answer.
 */
function tokensOf({ request }: ScenarioCall): number {
  const bound = request.body["max_tokens"];
  const answer = typeof bound === "number" ? bound : 0;
  return Math.ceil(JSON.stringify(request.body["messages"]).length / 5) + answer;
}

const said = "Understood.";

/** Common words: tokenizers too find about five characters in each token. */
const sentence = "time flows and small boats drift by the old pier ";

/**
 * Refuses conversations of more than `size` tokens (1,600) in one of the ways above (`as`), in an
 * event of a stream with `streamed=1`. Otherwise answers, in `reply` characters where that is
 * given.
 */
export const smallContext: Scenario = {
  keys: ["size", "as", "reply", "streamed"],
  run(call) {
    const { params, out, chunks } = call;
    const window = params.number("size", 1_600);
    const asked = tokensOf(call);
    if (asked <= window) {
      chunks.start();
      chunks.text(smallContext.text?.(params, "") ?? said);
      chunks.finish(1);
      return;
    }
    const refusal = refusals[params.text("as", "openai")];
    const { status, error } = refusal?.(window, asked) ?? { status: 400, error: {} };
    if (!params.flag("streamed")) return out.send(status, JSON.stringify({ error }));
    out.open();
    out.write(sse(JSON.stringify({ error })));
    out.end();
  },
  text: (params) =>
    params.has("reply") ? sentence.repeat(500).slice(0, params.number("reply", 0)) : said,
};
