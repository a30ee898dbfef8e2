import type { Server } from "bun";
import type { SocketData } from "./bun-socket.ts";
import type { AssetSource } from "./dev-assets.ts";
import { clientAddress, TrustedProxies } from "./client-address.ts";
import { exportPage } from "./export-page.ts";
import { isFromThisMachine } from "./from-this-machine.ts";
import { livez, readyz } from "./health.ts";
import { isMailPath, mailPage } from "./mail-page.ts";
import { metricsPage } from "./metrics-page.ts";
import { isAllowedOrigin } from "./origin.ts";
import { createSecure, type Secure } from "./security-headers.ts";
import { handleTrpcHttp } from "./trpc-http.ts";
import { type SocketDeps, SocketServer, type SocketTimes } from "./websocket.ts";

/** Largest body of a request, in bytes: a batch of long messages. */
const maxBodyBytes = 1024 * 1024;

/** Longest silence of a call over HTTP, in seconds: longer than any statement, and than a stream's pings are apart. */
const quietCallSeconds = 60;

/** Where and how to listen. */
export interface HttpOptions {
  host: string;
  port: number;
  allowedOrigins: readonly string[];
  secureCookies: boolean;
  /** Origins whose pages may show the app in a frame. */
  frameAncestors: readonly string[];
  /** Whether sockets are counted. */
  rateLimits: boolean;
  /** Null on a node that serves no people: health alone. */
  assets: AssetSource | null;
  /** The app comes from Vite, whose scripts the strict policy would refuse. */
  development: boolean;
  sockets?: Partial<SocketTimes>;
  /** What a caller of `/metrics` has to bring; null lets this machine alone ask. */
  metricsToken: string | null;
  /** Addresses and ranges of proxies whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  /** Where mails are kept instead of being sent, in development; null has no page for them. */
  outboxFolder: string | null;
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
  readonly #proxies: TrustedProxies;
  readonly #secure: Secure;
  readonly #server: Server<SocketData>;
  #draining = false;

  constructor(deps: SocketDeps, options: HttpOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#sockets = new SocketServer(deps, { ...options.sockets, isLimited: options.rateLimits });
    this.#proxies = new TrustedProxies(options.trustedProxies);
    this.#secure = createSecure({
      tls: options.secureCookies,
      frameAncestors: options.frameAncestors,
    });
    this.#server = this.#listen();
  }

  /** Where it answers, such as `http://localhost:8000`. */
  get origin(): string {
    const { host } = this.#options;
    return `http://${host.includes(":") ? `[${host}]` : host}:${this.#server.port}`;
  }

  /** What a user may has changed: their sockets that may nothing any more are closed. */
  async recheck(userId: string): Promise<void> {
    try {
      await this.#sockets.recheck(userId);
    } catch (error) {
      // Their next call and event are checked all the same.
      this.#deps.log.warn({ err: error, userId }, "sockets not checked");
    }
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
    // A `Host` that is none gives a URL that is none.
    const pathname = URL.parse(request.url)?.pathname;
    if (pathname === undefined) return this.#secure(new Response("Bad request", { status: 400 }));
    const { assets, development } = this.#options;
    const isOwn = isOwnPath(pathname) || isMailPath(pathname);
    if (assets && development && !isOwn) return assets(request);
    const response = await this.#route(pathname, request, server);
    return response && this.#secure(response);
  }

  async #route(
    pathname: string,
    request: Request,
    server: Server<SocketData>,
  ): Promise<Response | undefined> {
    if (pathname === "/livez") return livez();
    if (pathname === "/readyz") return readyz(this.#deps.services.sql, this.#draining);
    if (pathname === "/metrics") return this.#metrics(request, server);
    if (this.#options.outboxFolder !== null && isMailPath(pathname))
      return this.#mails(this.#options.outboxFolder, { pathname, request, server });
    if (!this.#options.assets)
      return new Response("This node only works in the background.", { status: 404 });
    if (pathname === "/export") return this.#export(request, server);
    return isOwnPath(pathname)
      ? this.#trpc(pathname, request, server)
      : this.#options.assets(request);
  }

  /** Links to other people's accounts are in there. */
  async #mails(
    folder: string,
    {
      pathname,
      request,
      server,
    }: { pathname: string; request: Request; server: Server<SocketData> },
  ): Promise<Response> {
    const address = server.requestIP(request)?.address ?? null;
    if (!isFromThisMachine({ headers: request.headers, address }))
      return new Response("Only for this machine.", { status: 403 });
    return mailPage(folder, pathname);
  }

  #metrics(request: Request, server: Server<SocketData>): Promise<Response> {
    const { registry } = this.#deps.services.metrics;
    const address = server.requestIP(request)?.address ?? null;
    return metricsPage(registry, this.#options.metricsToken, { headers: request.headers, address });
  }

  async #export(request: Request, server: Server<SocketData>): Promise<Response> {
    if (!isAllowedOrigin(request.headers, this.#options.allowedOrigins))
      return new Response("This origin is not allowed.", { status: 403 });
    server.timeout(request, quietCallSeconds);
    return exportPage(this.#deps, request, this.#addressOf(request, server));
  }

  #addressOf(request: Request, server: Server<SocketData>): string {
    const peer = server.requestIP(request)?.address ?? null;
    return clientAddress(peer, request.headers.get("x-forwarded-for"), this.#proxies);
  }

  async #trpc(
    pathname: string,
    request: Request,
    server: Server<SocketData>,
  ): Promise<Response | undefined> {
    if (!isAllowedOrigin(request.headers, this.#options.allowedOrigins))
      return new Response("This origin is not allowed.", { status: 403 });
    const address = this.#addressOf(request, server);
    if (pathname === "/trpc") return this.#sockets.upgrade(request, server, address);
    server.timeout(request, quietCallSeconds);
    const { secureCookies } = this.#options;
    return handleTrpcHttp({ ...this.#deps, secureCookies, address }, request);
  }

  #fault(error: Error): Response {
    this.#deps.log.error({ err: error }, "request failed");
    return this.#secure(new Response("Something went wrong on the server.", { status: 500 }));
  }
}

/** What this server answers itself, and the app does not. */
function isOwnPath(pathname: string): boolean {
  return /^\/(livez$|readyz$|metrics$|export$|trpc$|trpc\/)/.test(pathname);
}
