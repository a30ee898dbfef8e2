import { expect, test } from "bun:test";
import { placePrompt } from "./place-prompt.ts";

test("a prompt replaces its command, and keeps the rest of the message", () => {
  expect(placePrompt("/exp", "/exp", "Explain.")).toEqual({ text: "Explain.", cursor: 8 });
  expect(placePrompt("/exp my long text", "/exp", "Explain.")).toEqual({
    text: "Explain.\nmy long text",
    cursor: 8,
  });
  expect(placePrompt("/expmy text", "/exp", "Explain:\n").text).toBe("Explain:\nmy text");
});

test("what was typed while the prompt was on its way stays", () => {
  expect(placePrompt("/exp and more", "/exp", "Explain.").text).toBe("Explain.\nand more");
  expect(placePrompt("changed", "/exp", "Explain.").text).toBe("Explain.\nchanged");
});
