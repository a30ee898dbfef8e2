import { EventEmitter } from "node:events";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { getWSConnectionHandler } from "@trpc/server/adapters/ws";
import type { ServerWebSocket } from "bun";
import { newId } from "../../shared/ids.ts";
import type { AccessGrant } from "../../shared/user.ts";
import { type ModelContext, modelRouter, Refusal } from "./model-router.ts";
import { ModelServer } from "./model-server.ts";

/** What a test does with a call to a served model. */
export type Intercept = (path: string) => Promise<void> | void;

/** A `ModelServer` on a real port, with the faults that a test asks for. */
export class ServedModel implements AsyncDisposable {
  model = new ModelServer();
  /** Paths of all calls, in order. */
  readonly calls: string[] = [];
  /** Issued tokens, in order; only those of the current session open a socket. */
  readonly tokens: string[] = [];
  /** Before a call is carried out. */
  intercept: Intercept = () => {};
  /** After it was carried out, before it is answered. */
  beforeAnswer: Intercept = () => {};
  /** The lifetime that tokens are announced with, in milliseconds. */
  tokenLifeMs = 900_000;
  isGuest = true;
  /** How many sockets were opened so far. */
  socketsOpened = 0;
  #sessionUserId: string | null = null;
  #tokenOfSocket = new Set<string>();
  readonly #sockets = new Set<Bridge>();
  readonly #server: Bun.Server<Bridge>;
  readonly #changes = new EventTarget();

  constructor(port = 0) {
    const connect = this.#connectionHandler();
    this.follow(this.model);
    this.#server = Bun.serve<Bridge>({
      port,
      hostname: "127.0.0.1",
      fetch: (request, server) => {
        if (server.upgrade(request, { data: new Bridge() })) return undefined;
        return fetchRequestHandler({
          endpoint: "/trpc",
          req: request,
          router: modelRouter,
          createContext: ({ resHeaders }) =>
            this.#context(request.headers.get("cookie"), resHeaders),
        });
      },
      websocket: {
        open: (ws) => {
          ws.data.ws = ws;
          this.#sockets.add(ws.data);
          this.socketsOpened++;
          connect(ws.data);
        },
        message: (ws, data) =>
          void ws.data.emit("message", Buffer.from(data), typeof data !== "string"),
        close: (ws) => {
          this.#sockets.delete(ws.data);
          ws.data.ws = null;
          ws.data.emit("close");
        },
      },
    });
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  get socketCount(): number {
    return this.#sockets.size;
  }

  /** Serves another model from now on. */
  follow(model: ModelServer): void {
    this.model = model;
    model.onChange = () => void this.#changes.dispatchEvent(new Event("change"));
  }

  /** Ends all connections without a close frame. */
  dropSockets(): void {
    for (const socket of Array.from(this.#sockets)) socket.terminate();
  }

  /** Tells clients to open a new connection, as before a restart. */
  askToReconnect(): void {
    for (const socket of this.#sockets)
      socket.send(JSON.stringify({ id: null, method: "reconnect" }));
  }

  /** Ends the auth session: its cookie and tokens are no longer valid. */
  revoke(): void {
    this.#sessionUserId = null;
    this.#tokenOfSocket.clear();
    this.dropSockets();
  }

  /** Refuses tokens as a server with a new secret does; the session remains. */
  forgetTokens(): void {
    this.#tokenOfSocket.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.dropSockets();
    await this.#server.stop(true);
  }

  #connectionHandler(): (socket: Bridge) => void {
    const handle = getWSConnectionHandler({
      router: modelRouter,
      wss: undefined as never,
      createContext: ({ info }) => {
        const token = info.connectionParams?.["token"] ?? "";
        if (this.#tokenOfSocket.has(token)) return this.#context(null, null);
        this.dropSockets();
        throw new Refusal("unauthenticated");
      },
    });
    // The handler uses only what `Bridge` has in common with a `ws` socket and a request.
    return (socket) =>
      handle(socket as never, { url: "/trpc?connectionParams=1", headers: {} } as never);
  }

  #context(cookie: string | null, answer: Headers | null): ModelContext {
    return {
      server: this.model,
      intercept: async (path) => {
        this.calls.push(path);
        await this.intercept(path);
      },
      beforeAnswer: async (path) => this.beforeAnswer(path),
      grant: (path) => this.#grant(path, cookie, answer),
      changed: (signal) =>
        new Promise((resolve) => {
          this.#changes.addEventListener("change", () => resolve(), { once: true });
          signal?.addEventListener("abort", () => resolve(), { once: true });
        }),
    };
  }

  #grant(path: string, cookie: string | null, answer: Headers | null): AccessGrant {
    const isKnown =
      this.#sessionUserId !== null && cookie?.includes(`chatkit_session_id=${this.#sessionUserId}`);
    if (!isKnown && path === "auth.refresh") throw new Refusal("unauthenticated");
    if (!isKnown && this.#sessionUserId === null && this.tokens.length > 0)
      this.follow(new ModelServer());
    this.#sessionUserId = this.model.userId;
    answer?.set(
      "set-cookie",
      `chatkit_session_id=${this.model.userId}; Path=/; Max-Age=100; HttpOnly`,
    );
    const accessToken = newId("authSession");
    this.tokens.push(accessToken);
    this.#tokenOfSocket.add(accessToken);
    const user = {
      id: this.model.userId,
      role: "user" as const,
      isGuest: this.isGuest,
      email: null,
      locale: "en" as const,
      timeZone: "UTC",
    };
    return { accessToken, accessTokenExpiresAt: Date.now() + this.tokenLifeMs, user };
  }
}

/** Bun's server socket in the shape that tRPC's handler wants. */
class Bridge extends EventEmitter {
  ws: ServerWebSocket<Bridge> | null = null;
  get readyState(): number {
    return this.ws?.readyState ?? 3;
  }
  send(data: string): void {
    this.ws?.send(data);
  }
  close(): void {
    this.ws?.close();
  }
  terminate(): void {
    this.ws?.terminate();
  }
}
