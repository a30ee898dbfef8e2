import type { AiSdkKind } from "../../server/models/ai-sdk/kinds.ts";
import { type ApiAnswer, bareEvent, namedEvent } from "./model-api.ts";

/** A reply, in the terms of no particular API. */
export interface ScriptedReply {
  thoughts?: readonly string[];
  texts?: readonly string[];
  /** The API's own word for the reason of the end; the usual one by default. */
  ended?: string;
  /** Leaves the end out. */
  isCut?: boolean;
}

/** The usage that every scripted reply reports, in its own way. */
export const scriptedUsage = {
  inputTokens: 11,
  outputTokens: 7,
  cachedInputTokens: 4,
  reasoningTokens: 3,
};

/** What Anthropic's also reports, as a part of the tokens in. */
export const scriptedCacheWrite = 5;

/** The tokens that are not cached, and not spent on thinking. */
const fresh = scriptedUsage.inputTokens - scriptedUsage.cachedInputTokens - scriptedCacheWrite;
const spoken = scriptedUsage.outputTokens - scriptedUsage.reasoningTokens;

/** Writes a reply in the wire format of an API, as its documentation shows it. */
export const scripted: Readonly<Record<AiSdkKind, (reply: ScriptedReply) => ApiAnswer>> = {
  anthropic: ({ thoughts = [], texts = [], ended = "end_turn", isCut = false }) => {
    const blocks = [
      ...(thoughts.length > 0
        ? [
            {
              start: { type: "thinking", thinking: "", signature: "" },
              deltas: [
                ...thoughts.map((thinking) => ({ type: "thinking_delta", thinking })),
                { type: "signature_delta", signature: "c2lnbmVk" },
              ],
            },
          ]
        : []),
      ...(texts.length > 0
        ? [
            {
              start: { type: "text", text: "" },
              deltas: texts.map((text) => ({ type: "text_delta", text })),
            },
          ]
        : []),
    ];
    const message = {
      id: "msg_1",
      type: "message",
      role: "assistant",
      model: "claude",
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: {
        input_tokens: fresh,
        cache_read_input_tokens: scriptedUsage.cachedInputTokens,
        cache_creation_input_tokens: scriptedCacheWrite,
        output_tokens: 1,
      },
    };
    return {
      events: [
        eventOf("message_start", { message }),
        ...blocks.flatMap(({ start, deltas }, index) => [
          eventOf("content_block_start", { index, content_block: start }),
          namedEvent({ type: "ping" }),
          ...deltas.map((delta) => eventOf("content_block_delta", { index, delta })),
          eventOf("content_block_stop", { index }),
        ]),
        ...(isCut
          ? []
          : [
              eventOf("message_delta", {
                delta: { stop_reason: ended, stop_sequence: null },
                usage: {
                  output_tokens: scriptedUsage.outputTokens,
                  output_tokens_details: { thinking_tokens: scriptedUsage.reasoningTokens },
                },
              }),
              eventOf("message_stop", {}),
            ]),
      ],
    };
  },

  "openai-responses": ({ thoughts = [], texts = [], ended = "completed", isCut = false }) => {
    const response = { id: "resp_1", object: "response", created_at: 1, model: "gpt-5" };
    const usage = {
      input_tokens: scriptedUsage.inputTokens,
      input_tokens_details: { cached_tokens: scriptedUsage.cachedInputTokens },
      output_tokens: scriptedUsage.outputTokens,
      output_tokens_details: { reasoning_tokens: scriptedUsage.reasoningTokens },
    };
    const rs = { output_index: 0, item_id: "rs_1", summary_index: 0 };
    const msg = { output_index: 1, item_id: "msg_1", content_index: 0 };
    const reasoning = { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "ZW5j" };
    const item = { type: "message", id: "msg_1", role: "assistant", content: [] };
    const isWhole = ended === "completed";
    return {
      events: [
        eventOf("response.created", { response }),
        ...(thoughts.length > 0
          ? [
              eventOf("response.output_item.added", { output_index: 0, item: reasoning }),
              eventOf("response.reasoning_summary_part.added", {
                ...rs,
                part: { type: "summary_text", text: "" },
              }),
              ...thoughts.map((delta) =>
                eventOf("response.reasoning_summary_text.delta", { ...rs, delta }),
              ),
              eventOf("response.reasoning_summary_part.done", {
                ...rs,
                part: { type: "summary_text", text: thoughts.join("") },
              }),
              eventOf("response.output_item.done", { output_index: 0, item: reasoning }),
            ]
          : []),
        ...(texts.length > 0
          ? [
              eventOf("response.output_item.added", { output_index: 1, item }),
              ...texts.map((delta) => eventOf("response.output_text.delta", { ...msg, delta })),
              eventOf("response.output_item.done", { output_index: 1, item }),
            ]
          : []),
        ...(isCut
          ? []
          : [
              eventOf(isWhole ? "response.completed" : "response.incomplete", {
                response: {
                  ...response,
                  usage,
                  ...(isWhole ? {} : { incomplete_details: { reason: ended } }),
                },
              }),
            ]),
      ],
    };
  },

  google: ({ thoughts = [], texts = [], ended = "STOP", isCut = false }) => {
    const usageMetadata = {
      promptTokenCount: scriptedUsage.inputTokens,
      cachedContentTokenCount: scriptedUsage.cachedInputTokens,
      candidatesTokenCount: spoken,
      thoughtsTokenCount: scriptedUsage.reasoningTokens,
      totalTokenCount: scriptedUsage.inputTokens + scriptedUsage.outputTokens,
    };
    const parts = [
      ...thoughts.map((text) => ({ text, thought: true })),
      ...texts.map((text) => ({ text })),
    ];
    const events = parts.map((part) =>
      bareEvent({ candidates: [{ content: { role: "model", parts: [part] }, index: 0 }] }),
    );
    const last = {
      candidates: [
        { content: { role: "model", parts: [{ text: "" }] }, finishReason: ended, index: 0 },
      ],
      usageMetadata,
    };
    return { events: isCut ? events : [...events, bareEvent(last)] };
  },
};

function eventOf(type: string, fields: Readonly<Record<string, unknown>>): string {
  return namedEvent(Object.assign({ type }, fields));
}
