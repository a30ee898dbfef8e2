/** What a stand-in for a model server on this machine answers. */
export interface LocalModelServerOptions {
  /** By path; a string is sent as it is, `null` is never answered, other paths are 404. */
  answers: Readonly<Record<string, object | string | null>>;
  /** The status of all answers. */
  status?: number;
}

export interface LocalModelServer extends AsyncDisposable {
  port: number;
  /** Paths of the requests so far. */
  asked: readonly string[];
}

/** Starts one on a free port. It redirects to `location` where an answer has one. */
export function startLocalModelServer({
  answers,
  status = 200,
}: LocalModelServerOptions): LocalModelServer {
  const asked: string[] = [];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    idleTimeout: 0,
    fetch(request) {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      const answer = answers[pathname];
      if (answer === undefined) return new Response("404 page not found", { status: 404 });
      if (answer === null) return new Promise<Response>(() => {});
      if (typeof answer === "string") return new Response(answer, { status });
      if ("location" in answer) return Response.redirect(String(answer.location));
      return Response.json(answer, { status });
    },
  });
  const { port } = server;
  if (port === undefined) throw new Error("the stand-in has no port");
  return { port, asked, [Symbol.asyncDispose]: () => server.stop(true) };
}

/** A list of models as programs answer it at `/v1/models`. */
export function listOf(owner: string, ...ids: readonly string[]): object {
  const data = ids.map((id) => ({ id, object: "model", created: 1, owned_by: owner }));
  return { object: "list", data };
}

/** The answers of Ollama. */
export function ollamaAnswers(...models: readonly string[]) {
  return { "/api/version": { version: "0.12.3" }, "/v1/models": listOf("library", ...models) };
}
