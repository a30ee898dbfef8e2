import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { createReplyReader } from "./reply-reader.ts";

const encoder = new TextEncoder();
const delta = (content: unknown) =>
  `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
const finish = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';
const done = "data: [DONE]\n\n";

interface Read {
  text: string;
  code: string | null;
}

function readAll(parts: readonly Uint8Array[]): Read {
  const reader = createReplyReader();
  const pieces = parts.flatMap((part) => reader.feed(part));
  if (!reader.failure) pieces.push(...reader.end().pieces);
  const text = pieces.map((piece) => (piece.kind === "text" ? piece.text : "")).join("");
  return { text, code: reader.failure?.code ?? null };
}

test.each([
  ["length", "length"],
  ["MAX_TOKENS", "length"],
  ["content_filter", "content_filter"],
  ["SAFETY", "content_filter"],
  ["refusal", "refusal"],
  ["stop", null],
  ["eos", null],
  ["tool_calls", null],
  ["toString", null],
] as const)("an answer that ends with %s is told as %s", (said, finishReason) => {
  const reader = createReplyReader();
  reader.feed(encoder.encode(`${delta("a")}${finish.replace("stop", said)}${done}`));
  expect(reader.end()).toMatchObject({ finishReason });
  expect(reader.failure).toBeNull();
});

test("a refusal is the model's words", () => {
  const reader = createReplyReader();
  const refusal = 'data: {"choices":[{"delta":{"refusal":"I cannot help with that."}}]}\n\n';
  const pieces = reader.feed(encoder.encode(refusal + finish + done));
  expect(pieces).toEqual([{ kind: "text", text: "I cannot help with that." }]);
  expect(reader.end()).toMatchObject({ finishReason: "refusal" });
});

test("a model that used up its length in thoughts has not failed", () => {
  const reader = createReplyReader();
  const thought = 'data: {"choices":[{"delta":{"reasoning_content":"hm"}}]}\n\n';
  const pieces = reader.feed(encoder.encode(thought + finish.replace("stop", "length") + done));
  expect(pieces).toEqual([{ kind: "thought", text: "hm" }]);
  expect(reader.end()).toMatchObject({ finishReason: "length" });
  expect(reader.failure).toBeNull();
});

test("thoughts that only turn out to be some are no answer", () => {
  const reader = createReplyReader();
  reader.feed(encoder.encode(`${delta("so they want")}${delta("\n</think>\n\n")}${finish}${done}`));
  reader.end();
  expect(reader.spoke).toBe(false);
  expect(reader.failure?.code).toBe("provider_nonsense");
});

test("thoughts that a server says again with the whole answer come once", () => {
  const reader = createReplyReader();
  const thought = 'data: {"choices":[{"delta":{"reasoning_content":"hm"}}]}\n\n';
  const whole =
    'data: {"choices":[{"message":{"reasoning_content":"hm","content":"Hi"},"finish_reason":"stop"}]}\n\n';
  const pieces = reader.feed(encoder.encode(thought + whole + done));
  expect(pieces).toEqual([
    { kind: "thought", text: "hm" },
    { kind: "text", text: "Hi" },
  ]);
});

test("a whole answer beside an empty delta is taken", () => {
  const body =
    'data: {"choices":[{"delta":{},"message":{"content":"Hi"},"finish_reason":"stop"}]}\n\n';
  expect(read(body + done)).toEqual({ text: "Hi", code: null });
});

const read = (body: string) => readAll([encoder.encode(body)]);

test("however the network cuts the bytes, the reply is the same", () => {
  const body = encoder.encode(
    `: hello\r\n\r\n${delta("é日本")}${delta("😀\n\r\n")}event: x\n${delta("!")}${finish}${done}`,
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: body.length }), { maxLength: 60 }),
      (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), body.length];
        const parts = at.slice(1).map((end, index) => body.subarray(at[index], end));
        expect(readAll(parts)).toEqual({ text: "é日本😀\n\r\n!", code: null });
      },
    ),
  );
});

describe("the end", () => {
  test.each([
    ["finish_reason and [DONE]", delta("a") + finish + done, null],
    ["finish_reason alone", delta("a") + finish, null],
    ["[DONE] alone", delta("a") + done, null],
    ["[DONE] without its blank line", `${delta("a")}data: [DONE]`, null],
    ["neither", delta("a"), "provider_cut"],
    ["half an event", `${delta("a")}data: {"choices":[{"del`, "provider_cut"],
    [
      "an empty finish_reason",
      'data: {"choices":[{"delta":{"content":"a"},"finish_reason":""}]}\n\n',
      "provider_cut",
    ],
  ])("%s", (_name, body, code) => {
    expect(read(body)).toEqual({ text: "a", code });
  });

  test.each([
    ["nothing at all", "", "provider_nonsense"],
    ["no events", "Welcome!\n\n", "provider_nonsense"],
    ["white space alone", delta(" \n") + finish, "provider_nonsense"],
  ])("%s", (_name, body, code) => {
    expect(read(body).code).toBe(code);
  });
});

describe("a chunk", () => {
  test.each([
    ["choices null", '{"choices":null}'],
    ["no choices", "{}"],
    ["no delta", '{"choices":[{}]}'],
    ["content null", '{"choices":[{"delta":{"content":null,"reasoning_content":"hm"}}]}'],
    ["error null", '{"error":null,"choices":[]}'],
  ])("with %s says nothing", (_name, data) => {
    expect(read(`data: ${data}\n\n${delta("a")}${done}`)).toEqual({ text: "a", code: null });
  });

  test.each([
    ["choices of a wrong type", '{"choices":{}}'],
    ["a choice of a wrong type", '{"choices":["a"]}'],
    ["content of a wrong type", '{"choices":[{"delta":{"content":42}}]}'],
    ["a list", "[]"],
    ["a keep-alive", "ping"],
    ["a keep-alive that looks like a comment", ": keepalive"],
    ["null", "null"],
    ["an empty error", '{"error":{"message":"","code":0},"choices":[]}'],
    [
      "a list of what is not known",
      '{"choices":[{"delta":{"content":[{"type":"x","text":"y"}]}}]}',
    ],
  ])("with %s is passed over", (_name, data) => {
    expect(read(`${delta("a")}data: ${data}\n\n${delta("b")}${done}`)).toEqual({
      text: "ab",
      code: null,
    });
  });

  test.each([
    ["a delta that is text", '{"choices":[{"delta":"b"}]}'],
    ["text beside the delta", '{"choices":[{"text":"b"}]}'],
    ["content as a list", '{"choices":[{"delta":{"content":["b"]}}]}'],
    ["content as a typed entry", '{"choices":[{"delta":{"content":{"type":"text","text":"b"}}}]}'],
    ["blanks around it", '  {"choices":[{"delta":{"content":"b"}}]} '],
  ])("with %s is taken", (_name, data) => {
    expect(read(`${delta("a")}data: ${data}\n\n${delta("c")}${done}`)).toEqual({
      text: "abc",
      code: null,
    });
  });

  test("of broken JSON fails, and the text before it is kept", () => {
    expect(read(`${delta("a")}data: {"choices"\n\n${delta("b")}${done}`)).toEqual({
      text: "a",
      code: "provider_nonsense",
    });
  });

  test("after a finish reason is part of the answer", () => {
    const last = '{"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}]}';
    expect(read(`${delta("a")}${finish}data: ${last}\n\n${done}`)).toEqual({
      text: "ab",
      code: null,
    });
  });

  test("an error after the end changes nothing", () => {
    expect(read(`${delta("a")}${finish}data: {"error":{}}\n\n`)).toEqual({ text: "a", code: null });
  });
});

describe("an answer in one piece", () => {
  const message = JSON.stringify({ choices: [{ message: { content: "Hi" } }] });
  test.each([
    ["needs no finish reason", message, { text: "Hi", code: null }],
    ["may have white space around it", `\n ${message}\n`, { text: "Hi", code: null }],
    ["that breaks off", message.slice(0, -3), { text: "", code: "provider_cut" }],
    [
      "may be an error",
      '{"error":{"message":"busy","code":429}}',
      { text: "", code: "provider_rate_limited" },
    ],
    ["may say nothing", '{"hello":"world"}', { text: "", code: "provider_nonsense" }],
    ["in a list of chunks", `[${message}]`, { text: "Hi", code: null }],
  ])("%s", (_name, body, expected) => {
    expect(read(body)).toEqual(expected);
  });

  test("is the same however the network cuts it", () => {
    const bytes = encoder.encode(
      JSON.stringify({ choices: [{ message: { content: "é日本😀" } }] }),
    );
    const parts = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
    expect(readAll(parts)).toEqual({ text: "é日本😀", code: null });
  });
});
