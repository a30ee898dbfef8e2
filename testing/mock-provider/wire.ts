/** The JSON and SSE of OpenAI's chat completions, as bytes ready for a socket. */

const encoder = new TextEncoder();

/** What a chunk contains besides its model: the next piece, the reason of the end, or the usage. */
export interface ChunkFields {
  delta?: Record<string, unknown>;
  finishReason?: string | null;
  usage?: unknown;
  /** False leaves `choices` empty, as in the usage chunk. */
  choices?: boolean;
}

/** The constant part of every chunk of one answer. */
export interface ChunkHead {
  model: string;
  /** With `stream_options.include_usage`, OpenAI puts `usage: null` on every other chunk. */
  includeUsage: boolean;
}

/** One `chat.completion.chunk` as JSON. */
export function chunkJson(head: ChunkHead, fields: ChunkFields): string {
  const choice = {
    index: 0,
    delta: fields.delta ?? {},
    logprobs: null,
    finish_reason: fields.finishReason ?? null,
  };
  return JSON.stringify({
    id: "chatcmpl-mock",
    object: "chat.completion.chunk",
    created: 1_700_000_000,
    model: head.model,
    service_tier: "default",
    system_fingerprint: "fp_mock",
    choices: fields.choices === false ? [] : [choice],
    ...(fields.usage !== undefined
      ? { usage: fields.usage }
      : head.includeUsage
        ? { usage: null }
        : {}),
  });
}

/** One whole `chat.completion`, the answer to a request without `stream`. */
export function completionBody(model: string, text: string): unknown {
  const message = { role: "assistant", content: text, refusal: null, annotations: [] };
  return {
    id: "chatcmpl-mock",
    object: "chat.completion",
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: "stop" }],
    usage: usageBody(11, Math.ceil(text.length / 4)),
    system_fingerprint: "fp_mock",
  };
}

/** OpenAI's usage object. */
export function usageBody(
  input: number,
  output: number,
  { cached, reasoning } = { cached: 0, reasoning: 0 },
): Record<string, unknown> {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0 },
  };
}

/** What OpenAI says about a failure. */
export interface ErrorFields {
  message: string;
  type: string;
  code: string | null;
  param?: string;
}

/** OpenAI's error object. */
export function errorBody({ message, type, code, param }: ErrorFields): unknown {
  return { error: { message, type, param: param ?? null, code } };
}

/** An SSE event as bytes. */
export function sse(data: string): Uint8Array {
  return encoder.encode(`data: ${data}\n\n`);
}

/** Bytes as one chunk of HTTP's chunked coding. */
export function httpChunk(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([
    encoder.encode(`${bytes.length.toString(16)}\r\n`),
    bytes,
    encoder.encode("\r\n"),
  ]);
}

/** The chunk that ends a chunked body. */
export const lastHttpChunk: Uint8Array = encoder.encode("0\r\n\r\n");

const reasons: Record<number, string> = {
  200: "OK",
  307: "Temporary Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  411: "Length Required",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
};

/** A response's status line and headers as bytes. */
export function httpHead(status: number, headers: Record<string, string>): Uint8Array {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return encoder.encode(
    `HTTP/1.1 ${status} ${reasons[status] ?? "Status"}\r\n${lines.join("")}\r\n`,
  );
}
