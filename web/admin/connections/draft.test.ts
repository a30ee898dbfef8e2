import { expect, test } from "bun:test";
import {
  type ConnectionForAdmin,
  connectionAddressSchema,
  saveConnectionSchema,
} from "../../../shared/connections.ts";
import {
  checkDraft,
  type Draft,
  draftFor,
  draftOf,
  isAddress,
  newDraft,
  toInput,
} from "./draft.ts";
import { services } from "./services.ts";

const none = new Set<string>();
const stored: ConnectionForAdmin = {
  id: "gateway",
  kind: "openai-chat",
  baseUrl: "https://gateway.example/v1",
  hasKey: true,
  headerNames: [],
  models: ["a", "b"],
  access: "everyone",
  maxConcurrent: null,
  revision: 3,
  state: "ok",
};

test("a new draft of every service is complete but for its key and an address of one's own", () => {
  for (const service of services) {
    const { id: _, ...problems } = checkDraft(draftFor(service, none), null);
    expect(problems).toEqual({
      ...(service.kind === "openai-chat" ? {} : { apiKey: "wrong.key" }),
      ...(service.baseUrl === "" ? { baseUrl: "wrong.address" } : {}),
    });
  }
});

test("what is sent fits the server, and keeps what is left out of a change", () => {
  const draft: Draft = { ...newDraft(none), apiKey: " sk-1 ", models: "b\n\n a \nb" };
  const input = toInput(draft, null);
  expect(input).toMatchObject({ apiKey: "sk-1", baseUrl: null, models: ["b", "a"] });
  expect(saveConnectionSchema.safeParse({ revision: null, connection: input }).success).toBe(true);
  expect(toInput({ ...draftOf(stored), access: "admins" }, stored)).toEqual({
    id: "gateway",
    kind: "openai-chat",
    baseUrl: "https://gateway.example/v1",
    models: ["a", "b"],
    access: "admins",
    maxConcurrent: null,
  });
});

test("a limit of requests at once is a number, or empty for none, as the server judges it", () => {
  const draft = { ...newDraft(none), apiKey: "k" };
  expect(draft.maxConcurrent).toBe("");
  expect(draftOf({ ...stored, maxConcurrent: 12 }).maxConcurrent).toBe("12");
  const texts = ["", " 4 ", "1", "10000", "0", "-1", "10001", "1.5", "1e3", "0x10", "four"];
  const taken = texts.map((maxConcurrent) => {
    const problems = checkDraft({ ...draft, maxConcurrent }, null);
    if (Object.keys(problems).length > 0) {
      expect(problems).toEqual({ maxConcurrent: "wrong.maxConcurrent" });
      return [];
    }
    const connection = toInput({ ...draft, maxConcurrent }, null);
    expect(saveConnectionSchema.safeParse({ revision: null, connection }).success).toBe(true);
    return [connection.maxConcurrent];
  });
  expect(taken.flat()).toEqual([null, 4, 1, 10_000]);
});

test("a change begins with the rule that is stored", () => {
  expect(newDraft(none).access).toBe("everyone");
  expect(draftOf({ ...stored, access: "registered" }).access).toBe("registered");
});

test("another address, or a key that cannot be read, needs the key again", () => {
  const draft = draftOf(stored);
  expect(checkDraft(draft, stored)).toEqual({});
  expect(checkDraft({ ...draft, baseUrl: "https://gateway.example/v2" }, stored)).toEqual({});
  const elsewhere = { ...draft, baseUrl: "https://evil.example/v1" };
  expect(checkDraft(elsewhere, stored)).toEqual({ apiKey: "wrong.newKey" });
  expect(checkDraft({ ...elsewhere, apiKey: "k" }, stored)).toEqual({});
  expect(checkDraft(draft, { ...stored, state: "locked", hasKey: false })).toEqual({
    apiKey: "wrong.newKey",
  });
});

test("names, addresses and models that cannot be are told", () => {
  const wrong = { ...draftOf(stored), id: "No Name", baseUrl: "ftp://x", models: "x".repeat(201) };
  expect(checkDraft({ ...wrong, apiKey: "k" }, null)).toEqual({
    id: "wrong.id",
    baseUrl: "wrong.address",
    models: "wrong.models",
  });
});

test("a new connection has no name that models of the settings begin with", () => {
  const prefixes = new Set(["anthropic"]);
  const draft = { ...newDraft(none), apiKey: "k", id: "anthropic" };
  expect(checkDraft(draft, null, prefixes)).toEqual({ id: "wrong.prefix" });
  const isItsOwn = { ...stored, id: "anthropic" };
  expect(checkDraft(draftOf(isItsOwn), isItsOwn, prefixes)).toEqual({});
});

test("an address is judged as the server judges it", () => {
  const addresses = [
    "http://localhost:11434/v1",
    "https://host/v1?api-version=2",
    "https://host/v1#x",
    "https://user:password@host/v1",
    "https://user@host/v1",
    "ftp://host",
    "http://",
    "host/v1",
    `https://host/${"x".repeat(500)}`,
    "",
  ];
  for (const address of addresses)
    expect(isAddress(address)).toBe(connectionAddressSchema.safeParse(address).success);
});
