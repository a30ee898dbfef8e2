import type { Scenario } from "../scenario.ts";
import { tokenAt, tokensOf } from "../text.ts";

/** Says the last user message back in one delta. */
export const echo: Scenario = {
  keys: [],
  run({ chunks, request }) {
    chunks.start();
    chunks.text(request.lastUserMessage);
    chunks.finish(1);
  },
  text: (_params, lastUserMessage) => lastUserMessage,
};

/** What title requests get: `text` in one delta. */
export const title: Scenario = {
  keys: ["text"],
  run({ chunks, params }) {
    chunks.start();
    chunks.text(params.text("text", "A scripted title"));
    chunks.finish(1);
  },
  text: (params) => params.text("text", "A scripted title"),
};

/** Ends properly without any text. */
export const empty: Scenario = {
  keys: [],
  run({ chunks }) {
    chunks.start();
    chunks.finish(0);
  },
};

/** One delta of `size` characters. */
export const bigDelta: Scenario = {
  keys: ["size"],
  run({ chunks, params }) {
    chunks.start();
    chunks.text("x".repeat(params.number("size", 5_000_000)));
    chunks.finish(1);
  },
  text: (params) => "x".repeat(params.number("size", 5_000_000)),
};

/** A chunk without choices comes before, between and after the text. */
export const emptyChoices: Scenario = {
  keys: ["tokens"],
  run({ chunks, params }) {
    const tokens = params.number("tokens", 5);
    chunks.start();
    for (let i = 0; i < tokens; i++) {
      chunks.send({ choices: false });
      chunks.text(tokenAt("plain", i));
    }
    chunks.send({ choices: false });
    chunks.finish(tokens);
  },
  text: (params) => tokensOf("plain", params.number("tokens", 5)).join(""),
};

/** Says what the test pushes, and ends when the test releases it. */
export const gate: Scenario = {
  keys: [],
  run({ chunks, out, hold }) {
    let pushed = 0;
    chunks.start();
    hold({
      push(text) {
        pushed++;
        chunks.text(text);
      },
      think(text) {
        pushed++;
        chunks.send({ delta: { reasoning_content: text } });
      },
      release: () => chunks.finish(pushed),
      cut: (how) => out.cut(how),
    });
  },
};
