import { describe, expect, test } from "bun:test";
import type { ProviderFile, ProviderRequest } from "../provider.ts";
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

describe("files", () => {
  const text = (name: string, length: number): ProviderFile => ({
    kind: "text",
    name,
    mimeType: "text/plain",
    text: words(length),
    isCut: false,
  });
  const picture = (name: string): ProviderFile => ({
    kind: "image",
    name,
    mimeType: "image/png",
    bytes: new Uint8Array(8),
    width: 8,
    height: 8,
  });
  const fit = (files: ProviderFile[], change: Partial<ProviderRequest> = {}) =>
    createRequestFitter(request({ background: { notes: [], files }, ...change }), unknown).fit();
  const sent = ({ request: { turns } }: ReturnType<typeof fit>) => turns[0]?.files ?? [];

  test("come before the conversation, in their order", () => {
    const fitted = fit([text("a", 5), text("b", 5)]);
    expect(sent(fitted).map(({ name }) => name)).toEqual(["a", "b"]);
    expect(fitted.request.turns.at(-1)).toEqual({ role: "user", text: "hello" });
    expect(fitted.history.filesLeftOut).toBe(0);
  });

  test("are reduced to their names where they do not fit into half of the room", () => {
    const fitted = fit([text("long", 2_000), text("short", 20)], { contextWindow: 3_000 });
    expect(sent(fitted)).toMatchObject([
      { name: "long", text: "", isCut: true },
      { name: "short", isCut: false },
    ]);
    expect(fitted.history.filesLeftOut).toBe(1);
  });

  test("leave the newest message whole, and are left out with their names before it is too long", () => {
    const turns = [{ role: "user" as const, text: words(900) }];
    const fitted = fit([text("a", 400)], { contextWindow: 2_500, turns });
    expect(fitted.request.turns).toEqual(turns);
    expect(fitted.history.filesLeftOut).toBe(1);
  });

  test("are at most ten pictures with those of the conversation", () => {
    const turns = [
      { role: "user" as const, text: "look", files: Array.from({ length: 8 }, () => picture("m")) },
    ];
    const fitted = fit([picture("one"), picture("two"), picture("three")], { turns });
    expect(sent(fitted).map(({ kind }) => kind)).toEqual(["image", "image", "text"]);
    expect(fitted.history.filesLeftOut).toBe(1);
  });
});
