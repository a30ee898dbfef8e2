import type { Server } from "bun";
import { maxBodyBytes } from "../../../shared/limits.ts";
import { type AddressGuard, callerOf, createAddressGuard } from "./address-guard.ts";
import { belowBase, outsideBase } from "./base-path.ts";
import type { SocketData } from "./bun-socket.ts";
import { bodyRefused, noBodyHere } from "./body-answers.ts";
import { BodyDoor, hasBody } from "./body-door.ts";
import { type CookieScope, cookieScopeOf } from "../../people/auth/cookie-scope.ts";
import { sessionCookieNameFor } from "../../people/auth/session-cookie.ts";
import { clientAddress, TrustedProxies } from "./client-address.ts";
import { brandImage } from "./brand-image.ts";
import { exportPage } from "./export-page.ts";
import { type Caller, isFromThisMachine } from "./from-this-machine.ts";
import type { HttpOptions } from "./http-options.ts";
import type { Incoming } from "./incoming.ts";
import { identityCallback, isCallbackPath } from "./identity-callback.ts";
import { importPart } from "./import-part.ts";
import { livez, readyz } from "../health.ts";
import { isMailPath, mailPage } from "./mail-page.ts";
import { originOf, toListenError } from "./listen-error.ts";
import { metricsPage } from "./metrics-page.ts";
import { OpenQuota } from "./open-quota.ts";
import { createRestApp, type RestHandler } from "../rest/rest-app.ts";
import { PageRoom } from "./page-room.ts";
import {
  isBrandPath,
  isImportPath,
  isOwnPath,
  isRestPath,
  isSharePath,
  socketPath,
  takesBody,
} from "./own-paths.ts";
import { isFramePath, previewFrame } from "./preview-frame.ts";
import { requestIdHeader, requestIdOf } from "./request-id.ts";
import { labelsOf, routeClassOf } from "./route-class.ts";
import { RenderedPages } from "./shares/rendered-pages.ts";
import { answerShare } from "./shares/share-pages.ts";
import { createSecure, type Secure } from "./security-headers.ts";
import { traceRequest } from "./trace-request.ts";
import { handleTrpcHttp } from "./trpc-http.ts";
import { type SocketDeps, SocketServer } from "./websocket.ts";
import { answersWithBodies, type WithBody } from "./with-body.ts";

/** Longest silence in seconds of an export, above any statement, and of an identity provider. */
const quietAnswerSeconds = 60;

/** Longest silence of Vite in seconds: a cold start builds the whole style sheet. */
const quietViteSeconds = 120;

/** The server's main port: the app, tRPC over HTTP and WebSocket, REST, health. */
export class HttpServer implements AsyncDisposable {
  readonly #deps: SocketDeps;
  readonly #options: HttpOptions;
  /** Shared by all connections. */
  readonly #shared: { quota: OpenQuota; room: PageRoom; rendered: RenderedPages };
  readonly #withBody: WithBody;
  readonly #sockets: SocketServer;
  readonly #proxies: TrustedProxies;
  readonly #guard: AddressGuard;
  readonly #secure: Secure;
  readonly #rest: RestHandler;
  readonly #server: Server<SocketData>;
  #draining = false;

  constructor(deps: SocketDeps, options: HttpOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#shared = {
      quota: new OpenQuota(options.rateLimits),
      room: new PageRoom(),
      rendered: new RenderedPages(),
    };
    const { viewers, services } = deps;
    this.#withBody = answersWithBodies({
      bodies: new BodyDoor({ viewers, metrics: services.metrics }),
      addressOf: (caller) => this.#addressOf(caller),
    });
    this.#sockets = new SocketServer({ ...deps, ...this.#shared }, options.sockets ?? {});
    this.#proxies = new TrustedProxies(options.trustedProxies);
    this.#guard = createAddressGuard({ ...options, proxies: this.#proxies, log: deps.log });
    this.#secure = createSecure({
      tls: options.overTls,
      frameAncestors: options.frameAncestors,
    });
    this.#rest = createRestApp({
      ...deps,
      cookieName: sessionCookieNameFor(cookieScopeOf(options.basePath, options.overTls)),
      basePath: options.basePath,
      needsToken: options.sessionsNeedToken,
      address: () => (options.publicOrigin ?? this.origin) + options.basePath,
      isDraining: () => this.#draining,
    });
    this.#server = this.#listen();
  }

  /** The address it listens on, such as `http://localhost:8000`. */
  get origin(): string {
    return originOf(this.#options.host, this.#server.port);
  }

  /** A user's rights have changed, or with null anyone's: closes sockets that are no longer allowed. */
  async recheck(userId: string | null): Promise<void> {
    try {
      await this.#sockets.recheck((id) => userId === null || id === userId);
    } catch (error) {
      // Their next call and event are checked anyway.
      this.#deps.log.warn({ err: error, userId }, "could not re-check sockets");
    }
  }

  /** Reports not ready, so that load balancers send clients elsewhere. */
  stopBeingReady(): void {
    this.#draining = true;
  }

  /** Disconnects all clients over `spreadMs`, and stops listening. */
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
    const { host, port, sharesPort } = this.#options;
    try {
      return Bun.serve<SocketData>({
        hostname: host,
        port,
        reusePort: sharesPort,
        maxRequestBodySize: maxBodyBytes,
        fetch: (request, server) => this.#answer(request, server),
        error: (error) => this.#fault(error),
        websocket: this.#sockets.handler,
      });
    } catch (cause) {
      throw toListenError(cause, { host, port, setting: "PORT" });
    }
  }

  async #answer(request: Request, server: Server<SocketData>): Promise<Response | undefined> {
    const { assets, development, basePath } = this.#options;
    // An invalid `Host` makes an invalid URL.
    const whole = URL.parse(request.url)?.pathname ?? null;
    const pathname = whole === null ? null : belowBase(whole, basePath);
    const isOwn = pathname === null || isOwnPath(pathname) || isMailPath(pathname);
    const caller = callerOf(request, server);
    if (assets && development && !isOwn) {
      server.timeout(request, quietViteSeconds);
      return this.#guard.refuseHost(caller) ?? assets(request, pathname);
    }
    const isFromProxy = this.#proxies.hasPeer(caller.address);
    const id = requestIdOf(request.headers, isFromProxy);
    const startedAt = performance.now();
    const incoming = { pathname: pathname ?? "", request, server, caller, id };
    const mayContinue = isFromProxy && this.#options.continuesTraces;
    const tracing = { tracer: this.#deps.services.tracer, mayContinue };
    const response = await traceRequest(tracing, incoming, () => this.#respond(incoming));
    const labels = labelsOf(pathname ?? "", request.method, response?.status ?? 101);
    const seconds = (performance.now() - startedAt) / 1_000;
    this.#deps.services.metrics.httpRequests.observe(labels, seconds);
    response?.headers.set(requestIdHeader, id);
    return response && this.#secure(response);
  }

  /** Undefined for a request that became a socket. */
  async #respond(incoming: Incoming): Promise<Response | undefined> {
    try {
      return await this.#route(incoming);
    } catch (error) {
      const { id: requestId, pathname, request } = incoming;
      const route = routeClassOf(pathname);
      this.#deps.log.error(
        { err: error, requestId, route, method: request.method },
        "request failed",
      );
      return new Response("Something went wrong on the server.", { status: 500 });
    }
  }

  async #route(incoming: Incoming): Promise<Response | undefined> {
    const { pathname, request, caller } = incoming;
    if (hasBody(request) && !takesBody(pathname, request.method)) return noBodyHere();
    if (pathname === "/livez") return livez();
    if (pathname === "/readyz") return readyz(this.#deps.services.sql, this.#draining);
    if (pathname === "/metrics" && this.#options.metrics)
      return metricsPage(this.#options.metrics, this.#options.metricsToken, caller);
    const refusal = this.#guard.refuseHost(caller);
    if (refusal) return this.#refused(refusal, incoming, "host");
    if (pathname === "") return outsideBase(request.url, this.#options.basePath);
    this.#deps.pace.touch();
    if (this.#options.outboxFolder !== null && isMailPath(pathname))
      return this.#mails(this.#options.outboxFolder, incoming);
    if (!this.#options.assets)
      return new Response("This node only works in the background.", { status: 404 });
    if (pathname === "/metrics") return new Response("Not on this port.", { status: 404 });
    if (pathname === "/export") return this.#export(incoming);
    if (isRestPath(pathname)) return this.#answerProgram(incoming);
    if (isSharePath(pathname)) return this.#share(incoming);
    if (isImportPath(pathname)) return this.#import(incoming);
    if (isCallbackPath(pathname)) return this.#identity(incoming);
    if (isBrandPath(pathname)) return brandImage(this.#deps.services.people, request, pathname);
    if (isFramePath(pathname)) return previewFrame(incoming, this.#options);
    return isOwnPath(pathname) ? this.#trpc(incoming) : this.#options.assets(request, pathname);
  }

  #answerProgram(incoming: Incoming): Promise<Response> {
    const requestId = incoming.id;
    const cookies = this.#cookiesOf(incoming.caller);
    const isForeign = this.#guard.refuseOrigin(incoming.caller) !== null;
    return this.#withBody(incoming, ({ request, caller, refusal }, address) =>
      this.#rest(request, { address, requestId, cookies, caller, refusal, isForeign }),
    );
  }

  #identity({ request, caller, pathname, server }: Incoming): Promise<Response> {
    server.timeout(request, quietAnswerSeconds);
    const { basePath } = this.#options;
    const [cookies, address] = [this.#cookiesOf(caller), this.#addressOf(caller)];
    const { people } = this.#deps.services;
    return identityCallback({ people, request, pathname, basePath, cookies, address });
  }

  #share(incoming: Incoming): Promise<Response> {
    const { publicOrigin, basePath } = this.#options;
    const at = { origin: publicOrigin ?? this.origin, basePath, pathname: incoming.pathname };
    const log = this.#deps.log.child({ requestId: incoming.id });
    return this.#withBody(incoming, async ({ request, refusal }, address) => {
      if (refusal) return bodyRefused(refusal);
      const { rendered } = this.#shared;
      const cookies = this.#cookiesOf(incoming.caller);
      return answerShare({ ...this.#deps, ...at, log, cookies, address, rendered }, request);
    });
  }

  async #import(incoming: Incoming): Promise<Response> {
    const refusal = this.#guard.refuseOrigin(incoming.caller);
    return (
      refusal ??
      this.#withBody(incoming, (taken) => importPart(this.#deps, taken, incoming.pathname))
    );
  }

  /** Local callers only: these mails contain links to other people's accounts. */
  async #mails(folder: string, { pathname, caller }: Incoming): Promise<Response> {
    if (!isFromThisMachine(caller)) return new Response("Only for this machine.", { status: 403 });
    return mailPage(folder, { pathname, basePath: this.#options.basePath });
  }

  async #export({ request, server, caller, id }: Incoming): Promise<Response> {
    const refusal = this.#guard.refuseOrigin(caller);
    if (refusal) return refusal;
    server.timeout(request, quietAnswerSeconds);
    const log = this.#deps.log.child({ requestId: id });
    return exportPage({ ...this.#deps, log }, request, this.#addressOf(caller));
  }

  #cookiesOf(caller: Caller): CookieScope {
    return cookieScopeOf(this.#options.basePath, this.#guard.isOverTls(caller));
  }

  #addressOf({ headers, address }: Caller): string {
    return clientAddress(address, headers.get("x-forwarded-for"), this.#proxies);
  }

  /** Counts a refused socket. */
  #refused(refusal: Response, { pathname }: Incoming, reason: "host" | "origin"): Response {
    if (pathname === socketPath) this.#deps.services.metrics.socketRefusals.inc({ reason });
    return refusal;
  }

  async #trpc(incoming: Incoming): Promise<Response | undefined> {
    const { pathname, request, server, caller, id } = incoming;
    const foreign = this.#guard.refuseOrigin(caller);
    if (foreign) return this.#refused(foreign, incoming, "origin");
    if (pathname === socketPath) {
      this.#guard.noteLostUpgrade(caller);
      this.#guard.noteUnknownProxy(caller);
      const address = this.#addressOf(caller);
      return this.#sockets.upgrade(request, server, { address, requestId: id });
    }
    const endpoint = this.#options.basePath + socketPath;
    const cookies = this.#cookiesOf(caller);
    const deps = { ...this.#deps, ...this.#shared, cookies, endpoint, requestId: id };
    return this.#withBody(incoming, (taken, address) =>
      handleTrpcHttp({ ...deps, address }, taken),
    );
  }

  /** The last resort: even the error response failed. */
  #fault(error: Error): Response {
    this.#deps.log.error({ err: error }, "request failed");
    return this.#secure(new Response("Something went wrong on the server.", { status: 500 }));
  }
}
