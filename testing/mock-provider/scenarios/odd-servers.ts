import { isDeepStrictEqual } from "node:util";
import type { ChatRequest } from "../chat-request.ts";
import type { Scenario, ScenarioCall } from "../scenario.ts";
import { chunkJson, completionBody, sse, usageBody } from "../wire.ts";

/**
 * Every chunk has finish reason `stop`, with `delay` ms (20) between them. `thought=1` begins with
 * a thought; `usage=1` reports usage after each chunk.
 */
export const alwaysLast: Scenario = {
  keys: ["delay", "thought", "usage"],
  async run({ chunks, out, params, pacer }) {
    chunks.start();
    if (params.flag("thought"))
      chunks.send({ delta: { reasoning_content: "hm" }, finishReason: "stop" });
    for (const content of ["A ", "B ", "C"]) {
      await pacer.after(params.number("delay", 20), out.closed);
      if (out.closed.aborted) return;
      chunks.send({ delta: { content }, finishReason: "stop" });
      if (params.flag("usage")) chunks.send({ choices: false, usage: usageBody(11, 3) });
    }
    chunks.done();
    out.end();
  },
  text: () => "A B C",
};

const thinkingEntries: Readonly<Record<string, unknown>> = {
  mistral: { type: "thinking", thinking: [{ type: "text", text: "hm" }] },
  databricks: { type: "reasoning", summary: [{ type: "summary_text", text: "hm" }] },
  langchain: { type: "reasoning", reasoning: "hm" },
  text: { type: "thinking", thinking: "hm" },
};

/** Content as lists of typed entries among strings, with thoughts as `as` (`mistral`) has them. */
export const contentList: Scenario = {
  keys: ["as"],
  run({ chunks, params }) {
    const thinking = thinkingEntries[params.text("as", "mistral")];
    const known = { type: "text", text: "Hello " };
    chunks.start();
    chunks.send({ delta: { content: [thinking] } });
    chunks.send({ delta: { content: [known] } });
    for (const entry of [
      { type: "reference", reference_ids: [1] },
      { type: "image_url", image_url: { url: "http://a.example/b.png" } },
      { type: "thinking", signature: "c2ln" },
      { type: "text", text: null },
      null,
      42,
    ])
      chunks.send({ delta: { content: [entry] } });
    chunks.send({ delta: { content: [{ type: "text", text: { value: "the" } }, "re"] } });
    chunks.finish(2);
  },
  text: () => "Hello there",
};

/** Thoughts alone, up to the length limit. */
export const onlyThoughts: Scenario = {
  keys: [],
  run({ chunks }) {
    chunks.start();
    for (const thought of ["Let me ", "think about ", "that."])
      chunks.send({ delta: { reasoning_content: thought } });
    chunks.finish(3, "length");
  },
  text: () => "",
};

const wholeText = "A whole answer at once.";

/**
 * One answer instead of a stream. `as`: `json` (with `status`), `event` (a `message` in an event),
 * `again` (deltas, then the whole `message`), `lines` (a chunk a line), `list` (a list of chunks),
 * `mistyped` (a good stream that calls itself JSON), `refuse` (400 for `stream`, in the words of `says`).
 */
export const whole: Scenario = {
  keys: ["as", "status", "says"],
  run({ out, chunks, params, request }) {
    const as = params.text("as", "json");
    const completion = JSON.stringify(completionBody(request.model, wholeText));
    const pieces = [
      chunkJson(request, { delta: { content: "A whole answer " } }),
      chunkJson(request, { delta: { content: "at once." } }),
      chunkJson(request, { finishReason: "stop" }),
    ];
    if (as === "json") return out.send(params.number("status", 200), completion);
    if (as === "lines") return out.send(200, pieces.join("\n"));
    if (as === "list") return out.send(200, `\n[${pieces.join(",")}]`);
    if (as === "refuse") {
      const message = params.text("says", "Streaming is not supported.");
      return out.sendError(400, { message, type: "invalid_request_error", code: null });
    }
    out.open("chunked", as === "mistyped" ? "application/json" : "text/event-stream");
    if (as !== "event") for (const piece of pieces) out.write(sse(piece));
    if (as !== "mistyped") out.write(sse(completion));
    chunks.done();
    out.end();
  },
  text: () => wholeText,
};

/** Keep-alives and empty errors that are written as data, between the chunks of an answer. */
export const keepAlives: Scenario = {
  keys: [],
  run({ out, chunks, request }) {
    const alive = [
      [": keepalive", ": OPENROUTER PROCESSING", "ping", "null", "42", "[]", '"ping"', "{}"],
      ['{"type":"ping"}', "", " ", "heartbeat", '{"choices":[]}', "data: ping"],
    ].flat();
    const errors = [
      "",
      false,
      null,
      {},
      { message: "", code: 0 },
      [],
      "none",
      0,
      { code: 0, message: "success" },
      { code: "200", message: "OK" },
      { type: null, message: null, code: null, param: null },
    ];
    chunks.start();
    for (const data of alive) out.write(sse(data));
    out.write(new TextEncoder().encode("event: ping\ndata: ping\n\n"));
    errors.forEach((error, index) => {
      const chunk: object = JSON.parse(chunkJson(request, { delta: { content: `${index} ` } }));
      out.write(sse(JSON.stringify({ ...chunk, error })));
    });
    chunks.send({ finishReason: "stop" });
    out.write(sse("[DONE] "));
    out.end();
  },
  text: () => "0 1 2 3 4 5 6 7 8 9 10 ",
};

/** An empty chunk, `delay` ms of silence, then the answer. */
export const longThought: Scenario = {
  keys: ["delay"],
  async run({ chunks, out, params, pacer }) {
    chunks.start();
    await pacer.after(params.number("delay", 90_000), out.closed);
    if (out.closed.aborted) return;
    chunks.text("An answer at last.");
    chunks.finish(4);
  },
  text: () => "An answer at last.",
};

const said = "Understood.";

function answer({ chunks }: ScenarioCall): void {
  chunks.start();
  chunks.text(said);
  chunks.finish(1);
}

/** The roles of a request's messages, in order. */
function rolesOf({ body }: ChatRequest): unknown[] {
  const messages: unknown = body["messages"];
  if (!Array.isArray(messages)) return [];
  return messages.map((message: { role?: unknown }) => message.role);
}

/** Refuses conversations that do not begin with the user and alternate, as some chat templates do. */
export const alternate: Scenario = {
  keys: [],
  run(call) {
    const roles = rolesOf(call.request).filter((role) => role !== "system");
    const wanted = roles.map((_, index) => (index % 2 === 0 ? "user" : "assistant"));
    if (isDeepStrictEqual(roles, wanted)) return answer(call);
    call.out.sendError(400, {
      message: "Conversation roles must alternate user/assistant/user/assistant/...",
      type: "BadRequestError",
      code: null,
    });
  },
  text: () => said,
};

/** Knows no system messages, as the templates of some models do. */
export const noSystem: Scenario = {
  keys: [],
  run(call) {
    if (!rolesOf(call.request).includes("system")) return answer(call);
    call.out.sendError(400, {
      message: "System role not supported",
      type: "BadRequestError",
      code: null,
    });
  },
  text: () => said,
};
