import { expect, test } from "bun:test";
import { isContextOverflow, readNamedWindow } from "./context-overflow.ts";

const inJson = (message: string) => JSON.stringify({ error: { message, type: "invalid" } });

const overflows: [message: string, window: number | null, status?: number][] = [
  ["Input length 131393 exceeds the maximum allowed input length of 131040 tokens.", 131_040],
  ["Input length (265330) exceeds model's maximum context length (262144).", 262_144],
  [
    "This model's maximum context length is 262144 tokens. However, you requested 0 output tokens and your prompt contains at least 262145 input tokens",
    262_144,
  ],
  [
    "Unable to submit request because the input token count is 32825 but model only supports up to 32768. Reduce the input token count and try again.",
    32_768,
  ],
  ["Prompt too long: 5152 tokens exceeds max_seq_len 2048 (leave room for output tokens)", 2_048],
  [
    "Requested token count exceeds the model's maximum context length of 202752 tokens. You requested a total of 202941 tokens",
    202_752,
  ],
  [
    "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens",
    4_096,
    422,
  ],
  ["Input validation error: `inputs` must have less than 4095 tokens. Given: 5000", 4_095, 422],
  ["Prompt length 9000 is greater than max_seq_len 8192", 8_192],
  ["Context length 9000 is greater than max_seq_len 8192", 8_192],
  [
    "input length and `max_tokens` exceed context limit: 188240 + 21333 > 200000, decrease input length",
    200_000,
  ],
  ["prompt is too long: 208310 tokens > 200000 maximum", 200_000],
  ["Range of input length should be [1, 30720]", 30_720],
  ["Invalid request: Your request exceeded model token limit: 8192", 8_192],
  ["Prompt exceeds max length", null],
  ["This model's maximum prompt length is 131072 but the request contains 537812 tokens.", 131_072],
  ["Request body too large for gpt-4o model. Max size: 8000 tokens.", 8_000, 413],
  ["The input (9000 tokens) is longer than the model's context length (8192 tokens).", 8_192],
  [
    "The estimated number of input and maximum output tokens (5000) exceeded this model context window limit (4096).",
    4_096,
  ],
  ["litellm.ContextWindowExceededError: litellm.BadRequestError", null],
  [
    "The sum of prompt length (9000.0), query length (0) should not exceed max_num_tokens (8192)",
    8_192,
  ],
  [
    "Please reduce the length of the messages or completion. Current length is 8963 while limit is 8192",
    8_192,
  ],
  ["The prompt is too long: 9000, model maximum context length: 8192", 8_192],
  ["Input tokens exceed the configured limit of 272,000 tokens.", 272_000],
  ["输入长度超过模型最大长度限制", null],
  ["<html><h1>413 Request Entity Too Large</h1></html>", null, 413],
];

test.each(overflows)("%s", (message, window, status = 400) => {
  expect(isContextOverflow(status, inJson(message))).toBe(true);
  expect(readNamedWindow(inJson(message))).toBe(window);
});

test.each([
  [400, "max_tokens is too large: 20000. This model supports at most 16384 completion tokens"],
  [400, "Unsupported parameter: 'max_tokens' is not supported with this model."],
  [400, "ThrottlingException: Too many tokens, please wait before trying again."],
  [429, "Too many tokens per day, please wait before trying again."],
  [400, "You exceeded your current quota of tokens, please check your plan"],
  [400, "messages.0.content.1.image.source.base64: image exceeds 5 MB maximum"],
  [500, "The request exceeded its time limit"],
  [400, "Invalid value for 'temperature'"],
])("%d %s is not about the context", (status, message) => {
  expect(isContextOverflow(status, inJson(message))).toBe(false);
});
