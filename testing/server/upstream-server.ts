/** A server of workflows for other servers. */
export interface TestUpstream extends AsyncDisposable {
  url: string;
  /** Serves this workflow from now on. */
  put(id: string, definition: object): void;
  /** Answers with this: a string unchanged, anything else as JSON; undefined means 404. */
  answer(id: string, body: unknown): void;
  /** Answers every request with this status. */
  failWith(status: number): void;
  /** Answers normally again. */
  reset(): void;
  /** How often a workflow was requested. */
  asked(id: string): number;
  /** Headers of the last request. */
  lastHeaders(): Headers;
}

/** Starts one on a free port of this machine. */
export function startTestUpstream(): TestUpstream {
  const answers = new Map<string, unknown>();
  const counts = new Map<string, number>();
  let failure: number | null = null;
  let headers = new Headers();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch(request) {
      const [, id = ""] = /^\/v1\/workflows\/([^/]+)$/.exec(new URL(request.url).pathname) ?? [];
      counts.set(id, (counts.get(id) ?? 0) + 1);
      headers = request.headers;
      if (failure !== null) return new Response("{}", { status: failure });
      const answer = answers.get(id);
      if (answer === undefined) return new Response("{}", { status: 404 });
      return typeof answer === "string" ? new Response(answer) : Response.json(answer);
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    put: (id, definition) => void answers.set(id, { id, ...definition }),
    answer: (id, body) => void answers.set(id, body),
    failWith(status) {
      failure = status;
    },
    reset() {
      failure = null;
    },
    asked: (id) => counts.get(id) ?? 0,
    lastHeaders: () => headers,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}
