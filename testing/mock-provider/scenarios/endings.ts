import type { Params } from "../params.ts";
import type { Scenario } from "../scenario.ts";
import { tokensOf } from "../text.ts";
import { errorBody, sse, usageBody } from "../wire.ts";

const tokens = (params: Params) => tokensOf("plain", params.number("tokens", 5));
const text = (params: Params) => tokens(params).join("");

/** finish_reason but no `[DONE]`; `hold=1` leaves the connection open as well. */
export const noDone: Scenario = {
  keys: ["tokens", "hold"],
  run({ chunks, out, params }) {
    chunks.start();
    chunks.texts(tokens(params));
    chunks.send({ finishReason: "stop" });
    if (!params.flag("hold")) out.end();
  },
  text,
};

/** `[DONE]` but no finish_reason. */
export const doneOnly: Scenario = {
  keys: ["tokens"],
  run({ chunks, out, params }) {
    chunks.start();
    chunks.texts(tokens(params));
    chunks.done();
    out.end();
  },
  text,
};

/** The body ends `delay` ms after `[DONE]`, or never with `hold=1`. */
export const lateEnd: Scenario = {
  keys: ["tokens", "delay", "hold"],
  async run({ chunks, out, params, pacer }) {
    chunks.start();
    chunks.texts(tokens(params));
    chunks.send({ finishReason: "stop" });
    chunks.done();
    if (params.flag("hold")) return;
    await pacer.after(params.number("delay", 20), out.closed);
    out.end();
  },
  text,
};

/** Goes on after `[DONE]`; none of that belongs to the reply. */
export const dataAfterDone: Scenario = {
  keys: ["tokens"],
  run({ chunks, out, params }) {
    chunks.start();
    chunks.texts(tokens(params));
    chunks.send({ finishReason: "stop" });
    chunks.done();
    chunks.text("GHOST");
    out.write(sse("not even JSON"));
    out.end();
  },
  text,
};

/**
 * An error object after `tokens`; `code` is a string, or a number as some gateways have it.
 * `hold=1` leaves the body open after it. Answers normally after `times`.
 */
export const errorObject: Scenario = {
  keys: ["tokens", "code", "type", "times", "hold"],
  run({ chunks, out, params, attempt }) {
    const failing = attempt <= params.number("times", Number.MAX_SAFE_INTEGER);
    chunks.start();
    chunks.texts(failing ? tokens(params) : tokensOf("plain", 5));
    if (!failing) return chunks.finish(5);
    const code = params.text("code", "server_error");
    const type = params.text("type", "server_error");
    const body = /^\d+$/.test(code)
      ? { error: { message: "upstream failed", code: Number(code) } }
      : errorBody({ message: "The model is overloaded", type, code });
    out.write(sse(JSON.stringify(body)));
    if (!params.flag("hold")) out.end();
  },
  text: (params) => (params.has("times") ? tokensOf("plain", 5).join("") : text(params)),
};

/** Values of `as`, from what OpenAI sends to what a reader must not trust. */
const usages: Record<string, unknown> = {
  zero: usageBody(0, 0),
  strings: { prompt_tokens: "11", completion_tokens: "5" },
  negative: usageBody(-1, -5),
  fractions: usageBody(1.5, 2.5),
  huge: usageBody(Number.MAX_SAFE_INTEGER, 5),
  null: null,
  array: [11, 5],
  cached: usageBody(11, 5, { cached: 8, reasoning: 3 }),
  "cached-deepseek": { prompt_tokens: 11, completion_tokens: 5, prompt_cache_hit_tokens: 8 },
  "cached-moonshot": { prompt_tokens: 11, completion_tokens: 5, cached_tokens: 8 },
  "cache-write": {
    ...usageBody(11, 5),
    prompt_tokens_details: { cached_tokens: 6, cache_write_tokens: 4 },
  },
  "cache-write-litellm": { ...usageBody(11, 5), cache_creation_input_tokens: 4 },
  "cache-write-odd": {
    ...usageBody(11, 5),
    prompt_tokens_details: { cached_tokens: 8, cache_write_tokens: 4 },
  },
  "reasoning-beside": {
    prompt_tokens: 11,
    completion_tokens: 5,
    total_tokens: 116,
    completion_tokens_details: { reasoning_tokens: 100 },
  },
  "odd-details": usageBody(11, 5, { cached: 12, reasoning: 6 }),
  "no-details": {
    prompt_tokens: 11,
    completion_tokens: 5,
    prompt_tokens_details: null,
    completion_tokens_details: { reasoning_tokens: "3" },
  },
};

/**
 * `as`: one of the odd values above in the usage chunk, `none` for no usage at all, `every-chunk`
 * for running totals on all chunks, `on-finish` for usage on the finish chunk.
 */
export const usage: Scenario = {
  keys: ["tokens", "as"],
  run({ chunks, out, params }) {
    const as = params.text("as", "zero");
    const all = tokens(params);
    chunks.start();
    all.forEach((content, index) =>
      chunks.send({
        delta: { content },
        ...(as === "every-chunk" ? { usage: usageBody(11, index + 1) } : {}),
      }),
    );
    chunks.send({
      finishReason: "stop",
      ...(as === "on-finish" ? { usage: usageBody(11, all.length) } : {}),
    });
    if (Object.hasOwn(usages, as)) chunks.send({ choices: false, usage: usages[as] });
    chunks.done();
    out.end();
  },
  text,
};
