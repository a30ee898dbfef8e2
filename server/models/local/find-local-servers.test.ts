import { expect, test } from "bun:test";
import {
  listOf,
  type LocalModelServerOptions,
  ollamaAnswers,
  startLocalModelServer,
} from "../../../testing/server/local-model-server.ts";
import { freePort } from "../../platform/free-port.ts";
import { findLocalServers } from "./find-local-servers.ts";
import { type UsualPort, usualPorts } from "./usual-ports.ts";

/** What is found at a stand-in, and which paths it was asked for. */
async function foundAt(
  options: LocalModelServerOptions,
  program: UsualPort["program"] = null,
): Promise<{ found: object[]; asked: readonly string[]; baseUrl: string }> {
  await using server = startLocalModelServer(options);
  const { port, asked } = server;
  const found = await findLocalServers([{ port, program }]);
  return { found, asked, baseUrl: `http://localhost:${port}/v1` };
}

test("Ollama is recognised by its version, with its chat models", async () => {
  const answers = ollamaAnswers("llama3.2:latest", "nomic-embed-text", "qwen3:8b");
  const { found, asked, baseUrl } = await foundAt({ answers }, "ollama");
  const models = ["llama3.2:latest", "nomic-embed-text", "qwen3:8b"];
  expect(found).toEqual([
    { program: "ollama", baseUrl, models: models.filter((name) => !name.includes("embed")) },
  ]);
  expect(asked.toSorted()).toEqual(["/api/version", "/v1/models"]);
});

test("Ollama and LM Studio are found without models, too", async () => {
  const empty = { "/api/version": { version: "0.5.0" }, "/v1/models": { data: null } };
  const ollama = await foundAt({ answers: empty }, "ollama");
  expect(ollama.found).toMatchObject([{ program: "ollama", models: [] }]);
  const studio = await foundAt({ answers: { "/v1/models": { data: [] } } }, "lmstudio");
  expect(studio.found).toMatchObject([{ program: "lmstudio", models: [] }]);
});

test("a program is recognised by its list, on whatever port it runs", async () => {
  const owners = [
    ["llamacpp", "llama"],
    ["vllm", "vllm"],
    ["organization_owner", "lmstudio"],
    ["library", "ollama"],
    ["localai", "other"],
  ] as const;
  for (const [owner, program] of owners) {
    const { found, asked } = await foundAt({ answers: { "/v1/models": listOf(owner, "m") } });
    expect(found).toMatchObject([{ program, models: ["m"] }]);
    expect(asked).toEqual(["/v1/models"]);
  }
  const ownerless = { "/v1/models": { data: [{ id: "m", owned_by: 7 }] } };
  expect((await foundAt({ answers: ownerless })).found).toMatchObject([{ program: "other" }]);
  expect((await foundAt({ answers: ownerless }, "lmstudio")).found).toMatchObject([
    { program: "lmstudio" },
  ]);
});

test("what is no model server is not found", async () => {
  const list = listOf("vllm", "m");
  const others: LocalModelServerOptions[] = [
    { answers: {} },
    { answers: { "/v1/models": "<!doctype html><title>My app</title>" } },
    { answers: { "/v1/models": { models: ["m"] } } },
    { answers: { "/v1/models": { data: [] } } },
    { answers: { "/v1/models": { data: [{ name: "m" }] } } },
    { answers: { "/v1/models": list }, status: 401 },
    { answers: { "/v1/models": list }, status: 500 },
    { answers: { "/v1/models": JSON.stringify(list).padEnd(2_000_000) } },
  ];
  for (const options of others) expect((await foundAt(options)).found).toEqual([]);
  // A list without Ollama's version: another program took its port.
  expect((await foundAt({ answers: { "/v1/models": list } }, "ollama")).found).toEqual([]);
});

test("no redirect is followed", async () => {
  await using elsewhere = startLocalModelServer({ answers: { "/v1/models": listOf("vllm", "m") } });
  const location = `http://127.0.0.1:${elsewhere.port}/v1/models`;
  expect((await foundAt({ answers: { "/v1/models": { location } } })).found).toEqual([]);
  expect(elsewhere.asked).toEqual([]);
});

test("a silent port or a closed one hides no other, and is not waited for long", async () => {
  await using silent = startLocalModelServer({ answers: { "/v1/models": null } });
  await using vllm = startLocalModelServer({ answers: { "/v1/models": listOf("vllm", "a") } });
  await using llama = startLocalModelServer({ answers: { "/v1/models": listOf("llamacpp", "b") } });
  const ports = [llama.port, silent.port, freePort(), vllm.port];
  const startedAt = performance.now();
  const found = await findLocalServers(ports.map((port) => ({ port, program: null })));
  expect(found.map(({ program }) => program)).toEqual(["llama", "vllm"]);
  expect(silent.asked).toEqual(["/v1/models"]);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test("the usual ports are without this server's own, and Ollama's may have moved", () => {
  const ollamaAt = (ollamaHost: string) => usualPorts({ except: 1, ollamaHost })[0];
  expect(usualPorts({ except: 8_000 }).map(({ port }) => port)).toEqual([
    11_434, 1_234, 8_080, 8_001,
  ]);
  for (const host of ["127.0.0.1:11500", ":11500", "http://0.0.0.0:11500/", "[::]:11500"])
    expect(ollamaAt(host)).toEqual({ port: 11_500, program: "ollama" });
  for (const host of ["", "0.0.0.0", "localhost", "::1", "[::]", "x:99999", "x:0"])
    expect(ollamaAt(host)).toEqual({ port: 11_434, program: "ollama" });
});
