import { type Encoder, getWSConnectionHandler, jsonEncoder } from "@trpc/server/adapters/ws";
import type { Server, WebSocketHandler } from "bun";
import { maxBatchSize, maxFrameBytes } from "../../../shared/limits.ts";
import type { Viewer, ViewerChecks } from "../../people/auth/viewer.ts";
import { RequestError } from "../../platform/errors.ts";
import { accountOf } from "../../assistants/sessions/account-of.ts";
import { fullForSeconds } from "../../platform/limits/policies.ts";
import type { Logger } from "../../platform/log.ts";
import { toTrpcError } from "../trpc/map-error.ts";
import type { RequestContext, Services } from "../trpc/request-context.ts";
import { appRouter } from "../trpc/router.ts";
import { BunSocket, type SocketData } from "./bun-socket.ts";
import { requireShallow } from "../json-depth.ts";
import { requestIdHeader } from "./request-id.ts";
import type { OpenQuota } from "./open-quota.ts";
import { streamsOfSocket } from "./open-stream.ts";
import type { PageRoom } from "./page-room.ts";
import { answersOfSocket, pagesOfSocket } from "./pages-of-socket.ts";
import { observeSockets } from "./socket-metrics.ts";
import { UnsentBytes } from "./unsent-bytes.ts";
import { logProcedureError } from "./log-procedure-error.ts";

/** Timeouts of sockets, in milliseconds. */
export interface SocketTimes {
  /** Time until an unauthenticated socket is closed. */
  authenticateWithinMs: number;
  /** Interval between pings, and time to answer one. */
  pingMs: number;
  pongWaitMs: number;
  /** A client that receives nothing for this long while data is buffered is cut off. */
  stalledAfterMs: number;
}

/** Limits of sockets: times and memory. */
export interface SocketLimits extends SocketTimes {
  /** Maximum number of bytes that all sockets of one address buffer for slow clients. */
  unsentBytesPerAddress: number;
}

const usualLimits: SocketLimits = {
  authenticateWithinMs: 10_000,
  pingMs: 20_000,
  pongWaitMs: 10_000,
  stalledAfterMs: 15_000,
  // The limit of pages (`page-room.ts`), and also 250 sockets at their high-water mark.
  unsentBytesPerAddress: 64 * 1024 * 1024,
};

/**
 * Bytes that Bun buffers for a slow client before it closes the socket. Events and results wait
 * long before that (`BunSocket`), so only abusive clients reach it.
 */
const backpressureLimit = 1024 * 1024;

/** Close code that tells the client to get a new access token first. */
export const unauthenticatedCode = 4401;

/** Close code of the RFC 6455 registry for "try again later". */
const tryAgainLaterCode = 1013;

/** Dependencies of sockets. */
export interface SocketDeps {
  services: Services;
  viewers: ViewerChecks;
  log: Logger;
  /** Touched by each request and message before it is handled. */
  pace: { touch(): void };
}

/** Dependencies of sockets, plus the limits shared with subscriptions over HTTP. */
interface QuotaDeps extends SocketDeps {
  quota: OpenQuota;
  room: PageRoom;
}

/** All sockets of this node, served by tRPC's connection handler over Bun's sockets. */
export class SocketServer {
  readonly #quota: OpenQuota;
  readonly handler: WebSocketHandler<SocketData>;
  readonly #open = new Set<BunSocket>();
  readonly #times: SocketTimes;
  readonly #unsent: UnsentBytes;
  readonly #viewers: ViewerChecks;
  readonly #refusals: SocketDeps["services"]["metrics"]["socketRefusals"];
  #draining = false;

  constructor(deps: QuotaDeps, limits: Partial<SocketLimits>) {
    this.#quota = deps.quota;
    const { unsentBytesPerAddress, ...times } = { ...usualLimits, ...limits };
    this.#times = times;
    this.#unsent = new UnsentBytes(unsentBytesPerAddress);
    this.#viewers = deps.viewers;
    const { metrics } = deps.services;
    this.#refusals = metrics.socketRefusals;
    const traffic = observeSockets(metrics.registry, this.#open);
    const connect = createConnectionHandler(deps, this.#times);
    this.handler = {
      maxPayloadLength: maxFrameBytes,
      backpressureLimit,
      closeOnBackpressureLimit: true,
      idleTimeout: 120,
      perMessageDeflate: false,
      open: (ws) => {
        const { socket, address } = ws.data;
        socket.opened(ws);
        socket.unsent = this.#unsent.count(socket.clientAddress, socket);
        this.#open.add(socket);
        socket.once("authenticated", () => this.#takeIn(socket));
        connect(socket, address);
      },
      message: (ws, data) => {
        deps.pace.touch();
        ws.data.socket.received(data);
        ws.data.socket.emit("message", Buffer.from(data), typeof data !== "string");
      },
      drain: (ws) => ws.data.socket.drain(),
      close: (ws) => {
        this.#open.delete(ws.data.socket);
        this.#quota.closedFrom(ws.data.socket.clientAddress);
        const { cutBecause } = ws.data.socket;
        traffic.keep(ws.data.socket);
        if (cutBecause) metrics.socketsCut.inc({ reason: cutBecause });
        ws.data.socket.closed();
      },
    };
  }

  /** Upgrades an admitted request, or answers it if it is no upgrade. */
  upgrade(
    request: Request,
    server: Server<SocketData>,
    { address: clientAddress, requestId }: { address: string; requestId: string },
  ): Response | undefined {
    if (this.#draining) {
      this.#refusals.inc({ reason: "draining" });
      return new Response("This node is going away.", { status: 503 });
    }
    if (!this.#quota.openFrom(clientAddress)) {
      this.#refusals.inc({ reason: "address_full" });
      return new Response("Too many sockets.", {
        status: 429,
        headers: { "retry-after": String(fullForSeconds) },
      });
    }
    const socket = new BunSocket(this.#times.stalledAfterMs, clientAddress);
    socket.requestId = requestId;
    const { pathname, search } = new URL(request.url);
    const upgraded = server.upgrade(request, {
      data: { socket, address: `${pathname}${search}` },
      headers: { [requestIdHeader]: requestId },
    });
    if (upgraded) return undefined;
    this.#quota.closedFrom(clientAddress);
    // A POST only probes whether a socket would be accepted.
    if (request.method === "GET") this.#refusals.inc({ reason: "no_upgrade" });
    return new Response("Expected a WebSocket.", {
      status: 426,
      headers: { upgrade: "websocket" },
    });
  }

  #takeIn(socket: BunSocket): void {
    if (!socket.viewer) return;
    const account = accountOf(socket.viewer);
    if (this.#quota.openBy(account)) socket.once("close", () => this.#quota.closedBy(account));
    else {
      this.#refusals.inc({ reason: "user_full" });
      socket.close(tryAgainLaterCode, "too many sockets");
    }
  }

  /** Closes those of these users' sockets whose auth session or key has ended. */
  async recheck(isMeant: (userId: string) => boolean): Promise<void> {
    const theirs = [...this.#open].filter(({ viewer }) => viewer && isMeant(viewer.userId));
    await Promise.all(
      theirs.map(async (socket) => {
        const viewer = socket.viewer && (await this.#viewers.current(socket.viewer.carrierId));
        if (!viewer) socket.close(unauthenticatedCode, "unauthenticated");
      }),
    );
  }

  /**
   * Tells every client to reconnect and closes the sockets over `spreadMs`, so that they do not all
   * reach the next node at once.
   */
  async drain(spreadMs: number): Promise<void> {
    this.#draining = true;
    const sockets = [...this.#open];
    for (const socket of sockets) socket.send(JSON.stringify({ id: null, method: "reconnect" }));
    await Promise.all(
      sockets.map(async (socket) => {
        await Bun.sleep(Math.random() * spreadMs);
        socket.close(1012, "restart");
      }),
    );
  }
}

type WsConnection = Parameters<ReturnType<typeof getWSConnectionHandler>>;

function createConnectionHandler(
  deps: QuotaDeps,
  times: SocketTimes,
): (socket: BunSocket, address: string) => void {
  return (socket, address) => {
    const unauthenticated = setTimeout(() => {
      deps.services.metrics.socketRefusals.inc({ reason: "unauthenticated" });
      socket.close(unauthenticatedCode, "authenticate");
    }, times.authenticateWithinMs);
    socket.once("close", () => clearTimeout(unauthenticated));
    socket.once("authenticated", () => clearTimeout(unauthenticated));
    handlerFor(socket, deps, times)(...asWsConnection(socket, address));
  };
}

/** tRPC's handler with an encoder for this socket; cheap to create. */
function handlerFor(socket: BunSocket, deps: QuotaDeps, { pingMs, pongWaitMs }: SocketTimes) {
  return getWSConnectionHandler({
    router: appRouter,
    // Only used by `applyWSSHandler`, which is not used here.
    wss: undefined,
    keepAlive: { enabled: true, pingMs, pongWaitMs },
    maxBatchSize,
    experimental_encoder: encoderOf(socket),
    createContext: ({ info }) =>
      createSocketContext(deps, socket, info.connectionParams?.["token"]),
    onError: ({ error, path, ctx }) =>
      logProcedureError(deps.log, { error, path, requestId: ctx?.requestId ?? socket.requestId }),
  });
}

/** tRPC's JSON encoder; the socket sees each message before it is serialised. */
function encoderOf(socket: BunSocket): Encoder {
  return {
    encode(message) {
      socket.sending(message);
      return jsonEncoder.encode(message);
    },
    decode(data) {
      if (typeof data === "string") shallowOrRefused(data);
      return jsonEncoder.decode(data);
    },
  };
}

function shallowOrRefused(json: string): void {
  try {
    requireShallow(json);
  } catch (error) {
    throw toTrpcError(error);
  }
}

/** The only place where the bridge stands in for `ws`: the handler uses only what `BunSocket` has. */
function asWsConnection(socket: BunSocket, url: string): WsConnection {
  // The handler keeps this as long as the socket, and reads the address alone.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return [socket, { url, headers: {} }] as unknown as WsConnection;
}

/** The connection handler exposes errors as they are, so map them here. */
async function findViewer(viewers: ViewerChecks, token: string): Promise<Viewer | null> {
  try {
    return await viewers.fromToken(token);
  } catch (error) {
    throw toTrpcError(error);
  }
}

/** Authenticates a socket once; from then on its auth session counts, not the token's lifetime. */
async function createSocketContext(
  deps: QuotaDeps,
  socket: BunSocket,
  token: string | undefined,
): Promise<RequestContext> {
  const viewer = token ? await findViewer(deps.viewers, token) : null;
  if (!viewer) {
    deps.services.metrics.socketRefusals.inc({ reason: "unauthenticated" });
    socket.close(unauthenticatedCode, "unauthenticated");
    throw toTrpcError(
      new RequestError("unauthenticated", "The access token is missing or has expired."),
    );
  }
  socket.viewer = viewer;
  const reader = { account: accountOf(viewer), address: socket.clientAddress };
  socket.holdAnswer = answersOfSocket(deps.room, reader);
  socket.emit("authenticated");
  return {
    services: deps.services,
    requestId: socket.requestId,
    address: socket.clientAddress,
    authenticate: () => deps.viewers.current(viewer.carrierId),
    openStream: streamsOfSocket(socket, { quota: deps.quota, metrics: deps.services.metrics }),
    takePage: pagesOfSocket(socket, { room: deps.room, address: socket.clientAddress }),
    cookie: null,
    batch: null,
    socket,
  };
}
