import { expect, test } from "bun:test";
import { addressOf, nameOf } from "./model-names.ts";

const connections: [{ id: string }, { id: string }] = [{ id: "default" }, { id: "claude" }];
const ask = (name: string) => {
  const { connection, model } = addressOf(name, connections);
  return [connection.id, model];
};

test("a name leads to the connection in front of it, and else to the first", () => {
  expect(ask("claude/claude-sonnet-4-5")).toEqual(["claude", "claude-sonnet-4-5"]);
  expect(ask("gpt-5-mini")).toEqual(["default", "gpt-5-mini"]);
  expect(ask("meta-llama/llama-4")).toEqual(["default", "meta-llama/llama-4"]);
  expect(ask("claude/a/b")).toEqual(["claude", "a/b"]);
  expect(ask("/claude")).toEqual(["default", "/claude"]);
  expect(ask("claude")).toEqual(["default", "claude"]);
});

test("the name of a model leads back to it", () => {
  for (const name of ["gpt-5", "claude/opus", "meta-llama/llama-4"])
    expect(nameOf(addressOf(name, connections), connections)).toBe(name);
});

test("each model has a name of its own that leads to it, even when it starts like a connection", () => {
  const models = ["gpt-5", "claude/opus", "default/gpt-5", "claude/", "/claude", "default", "opus"];
  const all = connections.flatMap((connection) => models.map((model) => ({ connection, model })));
  const names = all.map((address) => nameOf(address, connections));
  expect(names.map((name) => addressOf(name, connections))).toEqual(all);
  expect(new Set(names).size).toBe(names.length);
});
