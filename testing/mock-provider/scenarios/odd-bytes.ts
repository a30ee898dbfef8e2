import type { Scenario, ScenarioCall } from "../scenario.ts";
import { sse } from "../wire.ts";

/** Two, three and four bytes in UTF-8, a joined emoji, and all three SSE line ends inside JSON. */
const multiByte = ["é", "日本", "😀👩‍👩‍👧", "\r\n", "\r", "\n\n", "end"];

/**
 * The whole answer with the least JSON that the protocol allows, for scenarios that send single
 * bytes.
 */
function tersely(contents: readonly string[]): Uint8Array {
  const deltas = contents.map((content) =>
    sse(JSON.stringify({ choices: [{ delta: { content } }] })),
  );
  const finish = sse(JSON.stringify({ choices: [{ delta: {}, finish_reason: "stop" }] }));
  return Buffer.concat([...deltas, finish, sse("[DONE]")]);
}

function byteByByte({ out, pacer }: ScenarioCall, bytes: Uint8Array, intervalMs: number): void {
  out.open({ length: bytes.length });
  pacer.add({
    startMs: performance.now(),
    intervalMs,
    total: bytes.length,
    step: (index) => out.write(bytes.subarray(index, index + 1)),
    done: () => out.end(),
    signal: out.closed,
  });
}

/** One byte every `every` ms (1,000). */
export const slowByte: Scenario = {
  keys: ["every"],
  run: (call) => byteByByte(call, tersely(["slow"]), call.params.number("every", 1_000)),
  text: () => "slow",
};

/** Every byte in a TCP write of its own, so characters, lines and events are all split. */
export const splitUtf8: Scenario = {
  keys: [],
  run: (call) => byteByByte(call, tersely(multiByte), 1),
  text: () => multiByte.join(""),
};

/**
 * NUL, lone surrogates, and a pair split over two deltas; the expected text is the part that can be
 * stored.
 */
export const nul: Scenario = {
  keys: [],
  run({ chunks }) {
    chunks.start();
    chunks.texts(["a\u0000b", " \ud83d", "\ude00 ", "c\ud83dd ", "\ude00e", " \ud83d"]);
    chunks.finish(6);
  },
  text: () => "a\ufffdb \ud83d\ude00 c\ufffdd \ufffde \ufffd",
};

const page =
  "<!doctype html><html><head><title>Welcome</title></head><body><h1>It works</h1>\n<p>Not an API.</p></body></html>";

/** `variant`: `html`, `html-as-sse`, `json` (a JSON answer), `broken-json`, `not-object`, `wrong-types`. */
export const nonsense: Scenario = {
  keys: ["variant"],
  run({ out, chunks, params }) {
    const variant = params.text("variant", "html");
    if (variant === "html") return out.send(200, page, { "content-type": "text/html" });
    if (variant === "json") return out.send(200, JSON.stringify({ hello: "world" }));
    if (variant === "html-as-sse") {
      out.open();
      out.write(new TextEncoder().encode(page));
      return out.end();
    }
    const lines: Record<string, string> = {
      "broken-json": '{"choices":[{"delta":{"content":"x"',
      "not-object": "42",
      "wrong-types": '{"choices":[{"delta":{"content":42}}]}',
    };
    chunks.start();
    chunks.text("before ");
    out.write(sse(lines[variant] ?? variant));
    chunks.text("after");
    chunks.finish(2);
  },
};
