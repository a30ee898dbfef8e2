import type { Scenario, ScenarioCall } from "../scenario.ts";
import { chunkJson, completionBody, errorBody, sse } from "../wire.ts";

const said = "Hello there";

const encoder = new TextEncoder();

/** The chunks of an answer in two pieces, as JSON. */
function chunksOf({ request }: ScenarioCall): string[] {
  return [
    chunkJson(request, { delta: { content: "Hello " } }),
    chunkJson(request, { delta: { content: "there" } }),
    chunkJson(request, { finishReason: "stop" }),
  ];
}

/** Bodies of streams that are not quite event streams, by `as`. */
const streams: Readonly<Record<string, (pieces: readonly string[]) => string>> = {
  // No empty line between events.
  dense: (pieces) => [...pieces, "[DONE]"].map((piece) => `data: ${piece}\n`).join(""),
  twice: (pieces) => [...pieces, "[DONE]"].map((piece) => `data: data: ${piece}\n\n`).join(""),
  tight: (pieces) => [...pieces, "[DONE]"].map((piece) => `data:${piece}\n\n`).join(""),
  bare: (pieces) => `: begins\n\n${pieces.map((piece) => `${piece}\n\n`).join("")}`,
  lines: (pieces) => pieces.map((piece) => `data: ${piece.replace(",", ",\ndata: ")}\n\n`).join(""),
  quoted: (pieces) =>
    [...pieces.slice(0, 2), '"[DONE]"'].map((each) => `data: ${each}\n\n`).join(""),
  named: (pieces) => pieces.map((each) => `id: 1\nevent: message\ndata: ${each}\n\n`).join(""),
};

/** A stream in one of the forms above (`as`, `dense`); `type` is its content type. */
export const oddStream: Scenario = {
  keys: ["as", "type"],
  run(call) {
    const { out, params } = call;
    const body = streams[params.text("as", "dense")]?.(chunksOf(call)) ?? "";
    out.open("chunked", params.text("type", "text/event-stream"));
    out.write(encoder.encode(body));
    out.end();
  },
  text: () => said,
};

/** Wrappings of an answer, by `as`. */
const wrappings: Readonly<Record<string, (completion: unknown) => unknown>> = {
  text: (completion) => JSON.stringify(completion),
  data: (completion) => ({ code: 0, message: "ok", data: completion }),
  lambda: (completion) => ({ statusCode: 200, body: JSON.stringify(completion) }),
  ollama: () => ({
    model: "mock",
    message: { role: "assistant", content: said, thinking: "" },
    done: true,
    done_reason: "stop",
    prompt_eval_count: 11,
    eval_count: 3,
  }),
};

/** A whole answer in one of these wrappings (`as`, `text`), as gateways send it. */
export const wrapped: Scenario = {
  keys: ["as", "type"],
  run({ out, params, request }) {
    const wrap = wrappings[params.text("as", "text")];
    const body = wrap?.(completionBody(request.model, said));
    out.send(200, JSON.stringify(body), {
      "content-type": params.text("type", "application/json"),
    });
  },
  text: () => said,
};

/** Texts with thoughts in them and how each continues, by `as`. */
const thoughts: Readonly<Record<string, string>> = {
  tag: "<think>\nSecret\n</think>\n\nHello there",
  unopened: "Secret\n</think>\n\nHello there",
  bracket: "[THINK]Secret[/THINK]Hello there",
  kimi: "◁think▷Secret◁/think▷Hello there",
  seed: "<seed:think>Secret</seed:think>Hello there",
  begin: "<|begin_of_thought|>Secret<|end_of_thought|>\n\nHello there",
  harmony:
    "<|channel|>analysis<|message|>Secret<|end|><|start|>assistant<|channel|>final<|message|>Hello there",
  gemma: "<|channel>thought\nSecret<channel|>Hello there",
};

/** An answer with thoughts in its text (`as`, `tag`), in deltas of `size` characters (1). */
export const thinksInText: Scenario = {
  keys: ["as", "size"],
  run({ chunks, params }) {
    const text = thoughts[params.text("as", "tag")] ?? "";
    const size = params.number("size", 1);
    chunks.start();
    for (let at = 0; at < text.length; at += size) chunks.text(text.slice(at, at + size));
    chunks.finish(text.length);
  },
  text: () => said,
};

/** Fields of a delta in which thoughts come, by `as`. */
const thoughtFields: Readonly<Record<string, object>> = {
  "reasoning-content": { reasoning_content: "Secret" },
  reasoning: { reasoning: "Secret" },
  thinking: { thinking: "Secret" },
  "reasoning-text": { reasoning_text: "Secret" },
  details: { reasoning_details: [{ type: "reasoning.text", text: "Secret" }] },
  summary: { reasoning_details: [{ type: "reasoning.summary", summary: "Secret" }] },
  both: { reasoning: "Secret", reasoning_content: "Secret" },
  list: { reasoning_content: [{ type: "text", text: "Secret" }] },
};

/** Thoughts in a field of their own (`as`, `reasoning-content`), then the answer. */
export const thinksApart: Scenario = {
  keys: ["as"],
  run({ chunks, params }) {
    chunks.start();
    const field = thoughtFields[params.text("as", "reasoning-content")];
    chunks.send({ delta: { ...field, content: null } });
    chunks.text(said);
    chunks.finish(2);
  },
  text: () => said,
};

/** Errors in a stream after some text, by `as`. */
const errors: Readonly<Record<string, string>> = {
  line: `error: ${JSON.stringify({ code: 500, message: "slot failed", type: "server_error" })}\n\n`,
  event: `event: error\ndata: ${JSON.stringify({ message: "overloaded" })}\n\n`,
  words: "event: error\ndata: upstream died\n\n",
  flat: `data: ${JSON.stringify({ type: "error", message: "overloaded" })}\n\n`,
  object: `data: ${JSON.stringify(errorBody({ message: "x", type: "server_error", code: null }))}\n\n`,
};

/** "Hello ", then an error as `as` (`line`) has it. */
export const oddError: Scenario = {
  keys: ["as"],
  run({ chunks, out, params }) {
    chunks.start();
    chunks.text("Hello ");
    out.write(encoder.encode(errors[params.text("as", "line")] ?? ""));
    out.write(sse("[DONE]"));
    out.end();
  },
  text: () => "Hello ",
};
