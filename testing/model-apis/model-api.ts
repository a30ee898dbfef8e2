/** A request to a stand-in. */
export interface ApiRequest {
  path: string;
  headers: Headers;
  body: Record<string, unknown>;
}

/** An answer of a stand-in. */
export interface ApiAnswer {
  /** 200 by default. */
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** An answer in one piece, as JSON. */
  json?: unknown;
  /** Events of a streamed answer, each as its raw text. */
  events?: readonly string[];
  /**
   * What happens to the stream after its events: it ends (the default), breaks, or stays silent.
   */
  afterwards?: "end" | "break" | "silence";
  /** Awaited after the events. */
  until?: Promise<unknown>;
}

/** A model server with scripted answers, over real HTTP. */
export interface ModelApi extends Disposable {
  /** Its origin. */
  url: string;
  requests: ApiRequest[];
  /** Answers to the next requests, in order; the last one answers all later ones too. */
  answers: ApiAnswer[];
}

/** Starts a stand-in on a free port of the loopback. */
export function startModelApi(): ModelApi {
  const requests: ApiRequest[] = [];
  const api = { requests, answers: [] as ApiAnswer[] };
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 0,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const text = await request.text();
      requests.push({
        path: pathname + search,
        headers: request.headers,
        body: text === "" ? {} : JSON.parse(text),
      });
      const answer = api.answers.length > 1 ? api.answers.shift() : api.answers[0];
      return respond(answer ?? { status: 500, json: { error: { message: "no answer was set" } } });
    },
  });
  return {
    ...api,
    url: `http://127.0.0.1:${server.port}`,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

function respond({
  status = 200,
  headers = {},
  json,
  events,
  afterwards = "end",
  until,
}: ApiAnswer): Response {
  if (!events) return Response.json(json ?? {}, { status, headers });
  const encoder = new TextEncoder();
  const stream = new ReadableStream({
    async start(controller) {
      for (const event of events) {
        controller.enqueue(encoder.encode(event));
        await Bun.sleep(0);
      }
      await until;
      if (afterwards === "end") controller.close();
      if (afterwards === "break") controller.error(new Error("the stand-in broke off"));
    },
  });
  return new Response(stream, {
    status,
    headers: { "content-type": "text/event-stream", ...headers },
  });
}

/** An event in the form of Anthropic and Responses: named, with JSON. */
export function namedEvent(data: { type: string }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** An event in the form of Gemini: JSON alone. */
export function bareEvent(data: unknown): string {
  return `data: ${JSON.stringify(data)}\r\n\r\n`;
}
