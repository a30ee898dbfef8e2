import { ChatServer, type Pages } from "./chat-server.ts";
import type { LoggedRequest } from "./request-log.ts";

/** Where to listen and what to answer when a request names no scenario. */
export interface MockProviderOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Directive for replies, without brackets; `echo` by default. */
  scenario?: string;
  /** Directive for title requests; `title` by default. */
  titleScenario?: string;
  /** Answers by method and path, such as `GET /v1/models`, instead of the usual ones. */
  pages?: Pages;
}

/** A running scripted provider. Replies are counted from 1; a reply left out means the newest. */
export interface MockProvider extends AsyncDisposable {
  /** What to set `OPENAI_BASE_URL` to; ends in `/v1`. */
  readonly url: string;
  readonly port: number;
  /** All requests so far, oldest first; entries change while their replies run. */
  readonly requests: readonly LoggedRequest[];
  /** Replaces the default scenario for later requests. */
  setScenario(directive: string): void;
  /** Resolves with the n-th reply (or title) request once it has arrived. */
  waitForRequest(n?: number, kind?: "reply" | "title"): Promise<LoggedRequest>;
  /** Resolves with the n-th reply request once its client has closed the socket. */
  waitForDisconnect(n?: number): Promise<LoggedRequest>;
  /** Sends a delta on a `gate` reply. */
  push(text: string, reply?: number): void;
  /** Sends a delta of thoughts on a `gate` reply. */
  think(text: string, reply?: number): void;
  /** Ends a `gate` reply properly. */
  release(reply?: number): void;
  /** Breaks a `gate` reply off. */
  cut(how: "fin" | "rst", reply?: number): void;
}

/** Starts a server on 127.0.0.1 that plays OpenAI's chat completions from scripts. */
export async function startMockProvider(options: MockProviderOptions = {}): Promise<MockProvider> {
  const server = new ChatServer({
    port: options.port ?? 0,
    pages: options.pages ?? {},
    defaults: { reply: options.scenario ?? "echo", title: options.titleScenario ?? "title" },
  });
  const { log } = server;
  const gateOf = (reply?: number) => {
    const entry =
      reply === undefined ? log.entries.findLast((each) => each.gate) : log.nth("reply", reply);
    if (!entry?.gate) throw new Error(`mock provider: reply ${reply ?? ""} is not held by a gate`);
    return entry.gate;
  };
  return {
    url: `http://127.0.0.1:${server.port}/v1`,
    port: server.port,
    requests: log.entries,
    setScenario: (directive) => server.setReplyScenario(directive),
    waitForRequest: (n = 1, kind = "reply") =>
      log.waitFor(`${kind} request ${n}`, () => log.nth(kind, n)),
    waitForDisconnect: (n = 1) =>
      log.waitFor(`disconnect of reply ${n}`, () => {
        const entry = log.nth("reply", n);
        return entry?.disconnectedAt ? entry : undefined;
      }),
    push: (text, reply) => gateOf(reply).push(text),
    think: (text, reply) => gateOf(reply).think(text),
    release: (reply) => gateOf(reply).release(),
    cut: (how, reply) => gateOf(reply).cut(how),
    async [Symbol.asyncDispose]() {
      server.stop();
    },
  };
}
