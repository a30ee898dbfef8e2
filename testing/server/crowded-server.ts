import { titleTokens } from "../../server/models/title-prompt.ts";

/** A request for a reply. Times are `performance.now()`. */
export interface CrowdedRequest {
  /** The last message, which the reply repeats. */
  text: string;
  at: number;
  isRefused: boolean;
}

/** A model server of chat completions that answers a limited number of requests at once. */
export interface CrowdedServer extends Disposable {
  url: string;
  /** All requests for replies, oldest first; requests for titles are answered without a limit. */
  requests: readonly CrowdedRequest[];
  /** The most replies that it wrote at once. */
  readonly most: number;
  /** No reply ends from now on, until `release`. */
  hold(): void;
  release(): void;
}

/** How many replies it writes at once, how long each takes, and for how long it sends others away. */
export interface CrowdedOptions {
  atOnce: number;
  replyMs: number;
  /** Null refuses nothing, and counts. */
  retryAfterSeconds: number | null;
}

/** Starts the server on a free port. */
export function startCrowdedServer(options: CrowdedOptions): CrowdedServer {
  const { atOnce, replyMs, retryAfterSeconds } = options;
  const requests: CrowdedRequest[] = [];
  let running = 0;
  let most = 0;
  let held = Promise.resolve();
  let release = () => {};
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    async fetch(request) {
      if (!request.url.endsWith("/chat/completions"))
        return Response.json({ object: "list", data: [{ id: "crowded" }] });
      const { text, isTitle } = readChat(await request.text());
      if (isTitle) return answer("A title");
      const isRefused = retryAfterSeconds !== null && running >= atOnce;
      requests.push({ text, at: performance.now(), isRefused });
      if (isRefused) return refuse(retryAfterSeconds);
      running++;
      most = Math.max(most, running);
      await Promise.all([until(replyMs, request.signal), held]);
      running--;
      return answer(text);
    },
  });
  return {
    url: `${server.url.origin}/v1`,
    requests,
    get most() {
      return most;
    },
    hold() {
      ({ promise: held, resolve: release } = Promise.withResolvers<void>());
    },
    release: () => release(),
    [Symbol.dispose]() {
      release();
      void server.stop(true);
    },
  };
}

/** Waits, at most until the client hangs up. */
function until(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    resolve();
  });
  return promise;
}

function readChat(body: string) {
  const { messages, ...limits } = JSON.parse(body);
  const isTitle = Object.values(limits).includes(titleTokens);
  return { text: String(messages.at(-1)?.content), isTitle };
}

function refuse(seconds: number): Response {
  const error = { message: "Too many requests", type: "requests", code: "rate_limit_exceeded" };
  return Response.json({ error }, { status: 429, headers: { "retry-after": String(seconds) } });
}

function answer(text: string): Response {
  const chunk = (delta: object, reason: string | null) =>
    `data: ${JSON.stringify({ object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
  const body = `${chunk({ role: "assistant", content: text }, null)}${chunk({}, "stop")}data: [DONE]\n\n`;
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}
