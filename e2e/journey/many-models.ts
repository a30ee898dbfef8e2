import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** 5,000 models with all that OpenRouter tells. */
const data = Array.from({ length: 5_000 }, (_, i) => ({
  id: `model-${i}`,
  name: `Model ${i}`,
  context_length: 200_000,
  architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] },
  supported_parameters: ["tools", "reasoning"],
  pricing: { prompt: "0.000003", completion: "0.000015" },
}));

const events = (text: string) =>
  [
    { choices: [{ delta: { content: text } }] },
    { choices: [{ delta: {}, finish_reason: "stop" }] },
  ].map((event) => `data: ${JSON.stringify(event)}\n\n`);

/**
 * Starts a server of 5,000 models, each of which answers with its name, and writes a configuration
 * whose default model is its first. The server ends with the process.
 *
 * @returns the path of the configuration
 */
export async function configureManyModels(): Promise<string> {
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      if (request.method === "GET") return Response.json({ data });
      const { model } = Object(await request.json());
      const body = [...events(`Written by ${model}.`), "data: [DONE]\n\n"].join("");
      return new Response(body, { headers: { "content-type": "text/event-stream" } });
    },
  });
  server.unref();
  const baseUrl = `http://127.0.0.1:${server.port}/v1`;
  const config = {
    connections: { many: { kind: "openai-chat", baseUrl } },
    defaultModel: "many/model-0",
  };
  const path = join(await mkdtemp(join(tmpdir(), "chatkit-models-")), "chatkit.json");
  await Bun.write(path, JSON.stringify(config));
  return path;
}
