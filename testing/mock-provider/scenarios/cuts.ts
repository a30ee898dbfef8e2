import type { Scenario, ScenarioCall } from "../scenario.ts";
import { tokensOf } from "../text.ts";

/** Time for a client to read what came before; a client may drop text that arrives with the cut. */
const pauseMs = 50;

function start(
  { chunks, params }: ScenarioCall,
  framing: "chunked" | "close" | { length: number },
): void {
  chunks.start(framing);
  chunks.texts(tokensOf("plain", params.number("tokens", 5)));
}

const sentText: NonNullable<Scenario["text"]> = (params) =>
  tokensOf("plain", params.number("tokens", 5)).join("");

/** FIN before the last chunk of a chunked body, or before the end of a `length=1` (content-length) body. */
export const cutFin: Scenario = {
  keys: ["tokens", "length"],
  async run(call) {
    start(call, call.params.flag("length") ? { length: 1_000_000 } : "chunked");
    await call.pacer.after(pauseMs, call.out.closed);
    call.out.cut("fin");
  },
  text: sentText,
};

/** The same with a connection reset. */
export const cutRst: Scenario = {
  keys: ["tokens"],
  async run(call) {
    start(call, "chunked");
    await call.pacer.after(pauseMs, call.out.closed);
    call.out.cut("rst");
  },
  text: sentText,
};

/**
 * A body that ends with the connection: to HTTP it looks complete, but no event ended the reply.
 */
export const cutCloseDelimited: Scenario = {
  keys: ["tokens"],
  async run(call) {
    start(call, "close");
    await call.pacer.after(pauseMs, call.out.closed);
    call.out.end();
  },
  text: sentText,
};

/** A chunked body that ends properly in the middle of an event. */
export const cutEvent: Scenario = {
  keys: ["tokens"],
  run(call) {
    start(call, "chunked");
    call.out.write(new TextEncoder().encode('data: {"choices":[{"delta":{"cont'));
    call.out.end();
  },
  text: sentText,
};

/** Resets the connection instead of answering; answers normally after `times`. */
export const cutBeforeHeaders: Scenario = {
  keys: ["times"],
  run({ out, params, attempt, chunks }) {
    if (attempt <= params.number("times", Number.MAX_SAFE_INTEGER)) return out.cut("rst");
    chunks.start();
    chunks.texts(tokensOf("plain", 5));
    chunks.finish(5);
  },
  text: () => tokensOf("plain", 5).join(""),
};
