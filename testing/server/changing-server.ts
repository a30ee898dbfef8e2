import type { JsonObject } from "../../server/platform/narrow.ts";

/** A stand-in for a model server of chat completions that tests change while it runs. */
export interface ChangingServer extends AsyncDisposable {
  /** Ends in `/v1`. */
  url: string;
  /** The models that it lists; null never answers. */
  models: readonly string[] | null;
  /** Requests for replies so far. */
  asked: JsonObject[];
  /** How often its list was asked for. */
  listed: number;
  /** Its refusal of a request for a reply; null answers it. */
  refuse(body: JsonObject): Response | null;
}

/** Starts one that lists `mock`, and answers each reply with the name of its model. */
export function startChangingServer(): ChangingServer {
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 0,
    async fetch(request) {
      if (request.method === "GET") return list();
      const body: JsonObject = Object(await request.json());
      changing.asked.push(body);
      return changing.refuse(body) ?? reply(String(body["model"]));
    },
  });
  const changing: ChangingServer = {
    url: `http://127.0.0.1:${server.port}/v1`,
    models: ["mock"],
    asked: [],
    listed: 0,
    refuse: () => null,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
  function list(): Response | Promise<Response> {
    changing.listed++;
    if (!changing.models) return new Promise<Response>(() => {});
    return Response.json({ data: changing.models.map((id) => ({ id })) });
  }
  return changing;
}

function reply(model: string): Response {
  const chunks = [
    { choices: [{ delta: { content: `Written by ${model}.` } }] },
    { choices: [{ delta: {}, finish_reason: "stop" }] },
  ];
  const events = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
  return new Response(`${events.join("")}data: [DONE]\n\n`, {
    headers: { "content-type": "text/event-stream" },
  });
}

/** A refusal as OpenAI words it. */
export function refused(status: number, error: { code?: string; message: string; param?: string }) {
  return Response.json({ error: { type: "invalid_request_error", ...error } }, { status });
}
