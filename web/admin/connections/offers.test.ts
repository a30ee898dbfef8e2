import { expect, test } from "bun:test";
import { connectionIdSchema } from "../../../shared/connections.ts";
import { type FoundServer, localPrograms } from "../../../shared/found-server.ts";
import { checkDraft } from "./draft.ts";
import { draftOfFound, notConnected } from "./offers.ts";

const found: FoundServer = { program: "ollama", baseUrl: "http://localhost:11434/v1", models: [] };

test("a server is offered until a connection leads to it, under any name of this machine", () => {
  const isOffered = (...baseUrls: (string | null)[]) =>
    notConnected(
      [found],
      baseUrls.map((baseUrl) => ({ baseUrl })),
    ).length === 1;
  expect(isOffered()).toBe(true);
  expect(isOffered(null, "http://localhost:1234/v1", "http://nas:11434/v1")).toBe(true);
  for (const host of ["localhost", "127.0.0.1", "[::1]"])
    expect(isOffered(null, `http://${host}:11434/v1`)).toBe(false);
});

test("the editor begins with a draft that can be saved at once", () => {
  for (const program of localPrograms) {
    const server = { ...found, program, baseUrl: "http://localhost:9999/v1" };
    const draft = draftOfFound(server, new Set(["ollama"]));
    expect(draft.baseUrl).toBe("http://localhost:9999/v1");
    expect(connectionIdSchema.safeParse(draft.id).success).toBe(true);
    expect(draft.id).not.toBe("ollama");
    expect(checkDraft(draft, null)).toEqual({});
  }
});
