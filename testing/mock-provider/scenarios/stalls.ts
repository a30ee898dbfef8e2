import type { Scenario } from "../scenario.ts";
import { tokensOf } from "../text.ts";

/** Headers, then nothing. */
export const stall: Scenario = {
  keys: [],
  run({ out }) {
    out.open();
  },
};

/** Nothing at all. */
export const stallBeforeHeaders: Scenario = { keys: [], run() {} };

/** `tokens`, then nothing. */
export const stallMiddle: Scenario = {
  keys: ["tokens"],
  run({ chunks, params }) {
    chunks.start();
    chunks.texts(tokensOf("plain", params.number("tokens", 3)));
  },
  text: (params) => tokensOf("plain", params.number("tokens", 3)).join(""),
};

/** A keep-alive comment every `every` ms and never a token. */
export const comments: Scenario = {
  keys: ["every"],
  run({ out, pacer, params }) {
    out.open();
    pacer.add({
      startMs: performance.now(),
      intervalMs: params.number("every", 20),
      total: Number.POSITIVE_INFINITY,
      step: () => out.write(new TextEncoder().encode(": still thinking\n\n")),
      done() {},
      signal: out.closed,
    });
  },
};
