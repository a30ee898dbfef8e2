import type { Server } from "bun";
import type { SocketData } from "./bun-socket.ts";
import type { AssetSource } from "./dev-assets.ts";
import { livez, readyz } from "./health.ts";
import { isAllowedOrigin } from "./origin.ts";
import { secure } from "./security-headers.ts";
import { handleTrpcHttp } from "./trpc-http.ts";
import { type SocketDeps, SocketServer } from "./websocket.ts";

/** Largest body of a request, in bytes: a batch of long messages. */
const maxBodyBytes = 1024 * 1024;

/** Where and how to listen. */
export interface HttpOptions {
  host: string;
  port: number;
  allowedOrigins: readonly string[];
  secureCookies: boolean;
  /** Null on a node that serves no people: health alone. */
  assets: AssetSource | null;
  /** The app comes from Vite, whose scripts the strict policy would refuse. */
  development: boolean;
}

/** The port cannot be listened on; the message says why. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/** The one port: the app, tRPC over HTTP and WebSocket, health. */
export class HttpServer implements AsyncDisposable {
  readonly #deps: SocketDeps;
  readonly #options: HttpOptions;
  readonly #sockets: SocketServer;
  readonly #server: Server<SocketData>;
  #draining = false;

  constructor(deps: SocketDeps, options: HttpOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#sockets = new SocketServer(deps);
    this.#server = this.#listen();
  }

  /** Where it answers, such as `http://localhost:8000`. */
  get origin(): string {
    return `http://${this.#options.host}:${this.#server.port}`;
  }

  /** No longer ready: load balancers send people elsewhere. */
  stopBeingReady(): void {
    this.#draining = true;
  }

  /** Sends everybody away, spread over `spreadMs`, and stops listening. */
  async drain(spreadMs: number): Promise<void> {
    this.stopBeingReady();
    const closed = this.#server.stop();
    await this.#sockets.drain(spreadMs);
    await Promise.race([closed, Bun.sleep(1_000)]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }

  #listen(): Server<SocketData> {
    const { host, port } = this.#options;
    try {
      return Bun.serve<SocketData>({
        hostname: host,
        port,
        maxRequestBodySize: maxBodyBytes,
        fetch: (request, server) => this.#answer(request, server),
        error: (error) => this.#fault(error),
        websocket: this.#sockets.handler,
      });
    } catch (cause) {
      const taken = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
      const reason = taken
        ? "is in use by another program"
        : `cannot be listened on: ${String(cause)}`;
      throw new ListenError(`Port ${port} on ${host} ${reason}. Set PORT to another.`, { cause });
    }
  }

  async #answer(request: Request, server: Server<SocketData>): Promise<Response | undefined> {
    const { pathname } = new URL(request.url);
    if (pathname === "/livez") return livez();
    if (pathname === "/readyz") return readyz(this.#deps.services.sql, this.#draining);
    if (!this.#options.assets)
      return new Response("This node only works in the background.", { status: 404 });
    if (pathname === "/trpc" || pathname.startsWith("/trpc/")) return this.#trpc(request, server);
    const response = await this.#options.assets(request);
    return this.#options.development ? response : secure(response);
  }

  async #trpc(request: Request, server: Server<SocketData>): Promise<Response | undefined> {
    if (!isAllowedOrigin(request.headers, this.#options.allowedOrigins))
      return new Response("This origin is not allowed.", { status: 403 });
    if (request.headers.get("upgrade")?.toLowerCase() === "websocket")
      return this.#sockets.upgrade(request, server);
    server.timeout(request, 0);
    return handleTrpcHttp({ ...this.#deps, secureCookies: this.#options.secureCookies }, request);
  }

  #fault(error: Error): Response {
    this.#deps.log.error({ err: error }, "request failed");
    return new Response("Something went wrong on the server.", { status: 500 });
  }
}
