import type { Socket, TCPSocketListener } from "bun";
import { type ChatRequest, readChatRequest } from "./chat-request.ts";
import { chooseScenario, type Defaults, resolveDirective } from "./choose-scenario.ts";
import { Connection } from "./connection.ts";
import { type HttpRequest, HttpRequestParser } from "./http-request-parser.ts";
import { Pacer } from "./pacer.ts";
import { type LoggedRequest, RequestLog } from "./request-log.ts";
import { ChunkStream } from "./chunk-stream.ts";
import { Responder } from "./responder.ts";
import { TokenFrames } from "./token-frames.ts";

/** Answers that the test defines, by method and path such as `GET /props`. */
export type Pages = Readonly<Record<string, Page>>;

interface Page {
  status?: number;
  /** Sent as JSON, unless `type` is given. */
  body: unknown;
  type?: string;
}

/** A client's connection and the request that is being answered on it. */
interface Client {
  number: number;
  connection: Connection;
  parser: HttpRequestParser;
  current: LoggedRequest | null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Tells the test's author what is wrong with the script, or cuts an answer that has begun. */
function fail(out: Responder, error: unknown): void {
  if (out.begun) return out.cut("rst");
  const message = error instanceof Error ? error.message : String(error);
  out.sendError(400, {
    message: `mock provider: ${message}`,
    type: "invalid_request_error",
    code: "bad_script",
  });
}

/** The server behind `startMockProvider`: one TCP listener, requests one after another per connection. */
export class ChatServer {
  readonly log = new RequestLog();
  readonly #pacer = new Pacer();
  readonly #frames = new TokenFrames();
  readonly #clients = new Map<Socket<unknown>, Client>();
  readonly #counts = new Map<string, number>();
  readonly #defaults: Defaults;
  readonly #pages: Pages;
  #connections = 0;
  readonly #listener: TCPSocketListener<unknown>;

  constructor({ port, defaults, pages }: { port: number; defaults: Defaults; pages: Pages }) {
    this.#pages = pages;
    resolveDirective(defaults.reply);
    resolveDirective(defaults.title);
    this.#defaults = { ...defaults };
    this.#listener = Bun.listen<unknown>({
      hostname: "127.0.0.1",
      port,
      socket: {
        open: (socket) => this.#open(socket),
        data: (socket, bytes) => this.#receive(socket, bytes),
        drain: (socket) => this.#clients.get(socket)?.connection.onDrain(),
        close: (socket) => this.#close(socket),
      },
    });
  }

  get port(): number {
    return this.#listener.port;
  }

  setReplyScenario(directive: string): void {
    resolveDirective(directive);
    this.#defaults.reply = directive;
  }

  /** Resets every connection and stops listening. */
  stop(): void {
    this.#pacer.stop();
    for (const { connection } of this.#clients.values()) connection.reset();
    this.#listener.stop(true);
  }

  #open(socket: Socket<unknown>): void {
    const connection = new Connection(socket);
    this.#connections++;
    this.#clients.set(socket, {
      number: this.#connections,
      connection,
      parser: new HttpRequestParser(),
      current: null,
    });
  }

  #close(socket: Socket<unknown>): void {
    const client = this.#clients.get(socket);
    this.#clients.delete(socket);
    if (client?.current) client.current.disconnectedAt = Date.now();
    client?.connection.onClose();
    this.log.changed();
  }

  #receive(socket: Socket<unknown>, bytes: Uint8Array): void {
    const client = this.#clients.get(socket);
    if (!client) return;
    client.parser.feed(bytes);
    this.#serveNext(client);
  }

  #serveNext(client: Client): void {
    if (client.current) return;
    try {
      const request = client.parser.next();
      if (request) this.#serve(client, request);
    } catch (error) {
      new Responder(client.connection, () => {}).send(400, String(error), {
        "content-type": "text/plain",
      });
      client.connection.end();
    }
  }

  #serve(client: Client, http: HttpRequest): void {
    const entry: LoggedRequest = {
      number: this.log.entries.length + 1,
      connection: client.number,
      kind: "other",
      method: http.method,
      path: http.path,
      headers: http.headers,
      body: parseJson(http.body),
      scenario: "",
      at: Date.now(),
      finishedAt: null,
      disconnectedAt: null,
      gate: null,
    };
    client.current = entry;
    const out = new Responder(client.connection, () => {
      entry.finishedAt = Date.now();
      client.current = null;
      this.log.changed();
      queueMicrotask(() => this.#serveNext(client));
    });
    this.#route(entry, out);
    this.log.entries.push(entry);
    this.log.changed();
  }

  #route(entry: LoggedRequest, out: Responder): void {
    const [path = ""] = entry.path.split("?");
    const route = `${entry.method} ${path}`;
    const page = this.#pages[route];
    if (page) {
      const { status = 200, body, type } = page;
      const text = type === undefined ? JSON.stringify(body) : String(body);
      out.send(status, text, { "content-type": type ?? "application/json" });
      return;
    }
    if (route === "GET /v1/models") {
      const model = { id: "mock", object: "model", created: 1_700_000_000, owned_by: "mock" };
      out.send(200, JSON.stringify({ object: "list", data: [model] }));
      return;
    }
    if (route !== "POST /v1/chat/completions") {
      const message = `Invalid URL (${route})`;
      out.sendError(404, { message, type: "invalid_request_error", code: null });
      return;
    }
    try {
      const request = readChatRequest(entry.body);
      entry.kind = request.short ? "title" : "reply";
      this.#run(request, entry, out);
    } catch (error) {
      fail(out, error);
    }
  }

  #run(request: ChatRequest, entry: LoggedRequest, out: Responder): void {
    const { directive, params, scenario } = chooseScenario(request, this.#defaults);
    const attempt = (this.#counts.get(directive.raw) ?? 0) + 1;
    this.#counts.set(directive.raw, attempt);
    entry.scenario = directive.name;
    if (!request.stream && scenario.text) {
      out.sendCompletion(request.model, scenario.text(params, request.lastUserMessage));
      return;
    }
    const chunks = new ChunkStream(request, out);
    const hold = (gate: NonNullable<LoggedRequest["gate"]>) => {
      entry.gate = gate;
    };
    const running = scenario.run({
      request,
      params,
      attempt,
      out,
      chunks,
      pacer: this.#pacer,
      frames: this.#frames,
      hold,
    });
    running?.catch((error: unknown) => fail(out, error));
  }
}
