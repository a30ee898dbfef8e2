import { describe, expect, test } from "bun:test";
import type { ProviderRequest } from "../provider.ts";
import { createRequestFitter } from "./fit-request.ts";

const request = (change: Partial<ProviderRequest>): ProviderRequest => ({
  model: "small",
  instructions: "Be brief.",
  turns: [{ role: "user", text: "hello" }],
  temperature: null,
  maxOutputTokens: null,
  purpose: "reply",
  user: { id: "user_1", locale: "en", timeZone: "UTC" },
  ...change,
});

const unknown = { window: null, mostPrompt: null };
const words = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");

describe("notes", () => {
  const notes = [
    { heading: "First:", lines: ["one", "two"] },
    { heading: "Second:", lines: ["three"] },
  ];

  test("follow the instructions, in their order", () => {
    const { request: fitted } = createRequestFitter(
      request({ background: { notes } }),
      unknown,
    ).fit();
    expect(fitted.instructions).toMatch(/^Be brief\.\n\n.+\n\nFirst:\none\ntwo\n\nSecond:\nthree$/);
  });

  test("are the instructions where the assistant has none", () => {
    const { request: fitted } = createRequestFitter(
      request({ instructions: "", background: { notes } }),
      unknown,
    ).fit();
    expect(fitted.instructions).toBe("First:\none\ntwo\n\nSecond:\nthree");
  });

  test("lose the lines that a small window has no room for, and the message never does", () => {
    const lines = Array.from({ length: 100 }, (_, i) => `fact ${i}: ${words(10)}`);
    const long = { notes: [{ heading: "Facts:", lines }] };
    const small = createRequestFitter(
      request({ background: long, contextWindow: 2_000 }),
      unknown,
    ).fit();
    expect(small.request.instructions).toContain("fact 0:");
    expect(small.request.instructions).not.toContain("fact 99:");
    const text = words(1_200);
    const full = createRequestFitter(
      request({ background: long, contextWindow: 2_000, turns: [{ role: "user", text }] }),
      unknown,
    ).fit();
    expect(full.request.turns).toEqual([{ role: "user", text }]);
    expect(full.request.instructions).toBe("Be brief.");
  });

  test("are left out before a lone message is called too long", () => {
    const fitter = createRequestFitter(request({ background: { notes } }), unknown);
    fitter.fit();
    let shortened = 0;
    while (fitter.makeRoom(null)) {
      shortened++;
      fitter.fit();
    }
    expect(shortened).toBeGreaterThan(0);
    expect(fitter.fit().request.instructions).toBe("Be brief.");
  });
});
